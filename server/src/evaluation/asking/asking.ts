import { Asker } from '../../asking/ask.js';
import type { ReadingCache } from '../../asking/cache.js';
import type { CallOptions, Scheduler } from '../../asking/scheduler.js';
import { SimilarExamples } from '../../asking/similar-examples.js';
import { concernsCall, ModelError } from '../../models/error.js';
import type { ModelRuntime } from '../../models/runtime.js';
import type { CorrectedNote } from '../../tasks/ner/corrected-note.js';
import type { Schema } from '../../tasks/schema.js';
import { Meter } from './meter.js';
import { MeteredAsker } from './metered-asker.js';
import { MeteredRuntime } from './metered-runtime.js';

/** The parts of the analysis that measurements share with the editor. */
export interface AskingParts {
  readonly runtime: ModelRuntime;
  readonly scheduler: Scheduler;
  readonly cache: ReadingCache;
  readonly signal: AbortSignal;
  /** Whose sentences go along as worked examples; absent: none. */
  readonly corrected?: readonly CorrectedNote[];
}

/** What a task needs for asking the model about the units of a data set. */
export interface Asking {
  readonly asker: Asker;
  readonly runtime: ModelRuntime;
  readonly meter: Meter;
  readonly options: CallOptions;
  /** Worked examples for the entities of a schema, from the corrected notes; `undefined`: none. */
  readonly examplesFor: (schema: Schema) => SimilarExamples | undefined;
  /** Runs one unit. An error that only concerns this unit is counted and yields `undefined`. */
  readonly attempt: <T>(unit: () => Promise<T>) => Promise<T | undefined>;
  /** Number of failed units, by the code of the error or the reply. */
  readonly failures: ReadonlyMap<string, number>;
  /** Counts a unit whose reply could not be used. */
  readonly fail: (code: string) => void;
}

/** This many failed units in a row count as a failure of the engine. */
const maxFailuresInRow = 5;

/** @param parts one runtime for the whole run; each data set has counters of its own. */
export function askingWith({ runtime, scheduler, cache, signal, corrected }: AskingParts): Asking {
  const meter = new Meter(cache);
  const failures = new Map<string, number>();
  const fail = (code: string): void => void failures.set(code, (failures.get(code) ?? 0) + 1);
  let failuresInRow = 0;
  // What compares sentences for the examples is no cost of the model's.
  const unmetered = new Asker(scheduler, cache);
  const examples = new Map<Schema, SimilarExamples>();
  return {
    asker: new MeteredAsker(scheduler, cache, meter),
    runtime: new MeteredRuntime(runtime, meter),
    meter,
    options: { priority: () => 'background', signal },
    failures,
    fail,
    examplesFor: (schema) => {
      if (!corrected) return undefined;
      const made =
        examples.get(schema) ??
        new SimilarExamples(unmetered, runtime, schema, () => Promise.resolve(corrected), 'contents');
      examples.set(schema, made);
      return made;
    },
    attempt: async (unit) => {
      try {
        const value = await unit();
        failuresInRow = 0;
        return value;
      } catch (error) {
        failuresInRow++;
        if (
          !(error instanceof ModelError) ||
          !concernsCall(error) ||
          failuresInRow >= maxFailuresInRow ||
          signal.aborted
        ) {
          throw error;
        }
        fail(error.code);
        return undefined;
      }
    },
  };
}
