import { Analysis, type AnalysisOptions } from '../../server/src/analysis/analysis.js';
import { ReadingCache } from '../../server/src/asking/cache.js';
import { IgnoredPairs } from '../../server/src/analysis/ignored-pairs.js';
import type { NoteAnalysis } from '../../server/src/analysis/note-analysis.js';
import type { CorrectedNotesSource } from '../../server/src/analysis/options.js';
import { Scheduler } from '../../server/src/asking/scheduler.js';
import type { ModelRuntime } from '../../server/src/models/runtime.js';
import type { TextEdit } from '../../server/src/note/edits.js';
import { clinicalSchema } from '../../server/src/tasks/schemas.js';

export const uri = 'file:///note.note';

export const allTasks: AnalysisOptions = {
  schema: clinicalSchema,
  relations: { enabled: true, threshold: 0 },
  contradictions: { enabled: true, threshold: 0, maxPairs: 50 },
};

export const entitiesOnly: AnalysisOptions = {
  ...allTasks,
  relations: { enabled: false, threshold: 0 },
  contradictions: { enabled: false, threshold: 0, maxPairs: 0 },
};

/** An analysis over `runtime`, with an editor's document that edits are made in. */
export class Bench {
  readonly analysis: Analysis;
  readonly cache: ReadingCache;
  text = '';
  version = 0;

  constructor(
    public runtime: ModelRuntime,
    options: {
      settings?: AnalysisOptions;
      storage?: string;
      current?: () => Promise<ModelRuntime>;
      corrected?: CorrectedNotesSource;
    } = {},
  ) {
    this.cache = new ReadingCache(options.storage);
    this.analysis = new Analysis({
      runtimes: { current: options.current ?? (() => Promise.resolve(this.runtime)) },
      cache: this.cache,
      ignored: new IgnoredPairs(options.storage),
      scheduler: new Scheduler(),
      ...(options.corrected && { corrected: options.corrected }),
      timer: (callback) => {
        queueMicrotask(callback);
        return () => undefined;
      },
    });
    this.analysis.configure(options.settings ?? entitiesOnly);
  }

  open(text: string, active = true): void {
    this.text = text;
    this.analysis.open(uri, ++this.version, text, active);
  }

  /** Replaces the first occurrence of `old` as an editor does. */
  replace(old: string, by: string): void {
    const start = this.text.indexOf(old);
    this.edit({ start, end: start + old.length, newLength: by.length }, by);
  }

  edit(edit: TextEdit, by: string): void {
    this.text = this.text.slice(0, edit.start) + by + this.text.slice(edit.end);
    this.analysis.change(uri, ++this.version, this.text, [edit]);
  }

  analyze(
    how: {
      range?: { start: number; end: number };
      signal?: AbortSignal;
      priority?: 'asked' | 'background';
    } = {},
  ): Promise<NoteAnalysis> {
    return this.analysis.analyze(uri, { signal: new AbortController().signal, ...how });
  }

  get snapshot(): NoteAnalysis {
    const snapshot = this.analysis.snapshot(uri);
    if (!snapshot) {
      throw new Error('The note is not open.');
    }
    return snapshot;
  }

  /** The texts of the entities that are shown. */
  get shown(): string[] {
    return this.snapshot.entities.map(({ text }) => text);
  }
}

/** Waits until `condition` holds, and fails after five seconds. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!condition()) {
    if (Date.now() > deadline) {
      throw new Error(`Waited in vain until ${what}.`);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}
