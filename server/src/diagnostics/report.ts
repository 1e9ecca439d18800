import { cacheLines } from './cache-lines.js';
import { chosenLines, embeddedLines } from './embedded-lines.js';
import type { ReportFacts } from './facts.js';
import { errorLines } from './error-lines.js';
import { serverLines } from './server-lines.js';
import { settingLines } from './setting-lines.js';
import { editorLines, versionLines } from './version-lines.js';

/** What a line of a report is about; reports show them in this order. */
export type Topic =
  | 'versions'
  | 'editor'
  | 'model'
  | 'encoder'
  | 'gguf'
  | 'ollama'
  | 'server'
  | 'settings'
  | 'cache'
  | 'errors';

/** `note`: worth knowing, and nothing to mend. */
export type LineState = 'ok' | 'note' | 'problem';

/** One finding. No part of it holds text of a note, a name of a file, a path, a key or an address. */
export interface ReportLine {
  readonly topic: Topic;
  /** The same in every language: what the finding is about within its topic. */
  readonly name: string;
  readonly state: LineState;
  /** In the user's language. */
  readonly label: string;
  readonly value: string;
  /** What to do next, in one sentence. */
  readonly action?: string;
}

export interface Report {
  /** Whether the model that is chosen can be used. */
  readonly works: boolean;
  readonly lines: readonly ReportLine[];
}

/** The report on BioNote's state, ready to be shown to others. */
export function buildReport(facts: ReportFacts): Report {
  const { engines, settings } = facts;
  const model = chosenLines(engines);
  return {
    works: !model.some(({ state }) => state === 'problem'),
    lines: [
      ...versionLines(facts.machine),
      ...editorLines(facts.editor),
      ...model,
      ...embeddedLines(engines),
      ...serverLines(engines, settings),
      ...settingLines(facts),
      ...cacheLines(facts.cache),
      ...errorLines(facts.errors),
    ],
  };
}
