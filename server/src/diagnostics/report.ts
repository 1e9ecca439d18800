import type { ReportLine } from './report-line.js';
import { cacheLines } from './cache-lines.js';
import { chosenLines, embeddedLines } from './embedded-lines.js';
import type { ReportFacts } from './facts.js';
import { errorLines } from './error-lines.js';
import { serverLines } from './server-lines.js';
import { settingLines } from './setting-lines.js';
import { editorLines, versionLines } from './version-lines.js';

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
