import type { ModelRuntime } from '../models/runtime.js';
import type { Asker } from '../asking/ask.js';
import type { NoteDocument } from './document.js';
import type { AnalysisOptions } from './options.js';
import type { CallOptions, Priority } from '../asking/scheduler.js';
import type { SimilarExamples } from '../asking/similar-examples.js';
import type { Stamp } from './results.js';

/** A unit of a run's work. */
export interface Unit {
  /** The sentences that it depends on. If one of them is gone, there is no reason to ask. */
  readonly sentences: readonly string[];
  /** Read again whenever the viewport changes. */
  priority(): Priority;
  /**
   * Asks the model and puts the answer into the document.
   *
   * @throws ModelError or the reason of `options.signal`.
   */
  work(options: CallOptions): Promise<void>;
  /** Records in the document that the call failed with this code. */
  fail(code: string): void;
  /** Gives the unit back, neither done nor failed. */
  release(): void;
}

/** Chooses the units of one task, one at a time, so the choice follows edits and scrolling. */
export interface Pass {
  /**
   * The next unit; `undefined` if there is none for now.
   *
   * @param onlyVisible whether to consider only the visible text.
   */
  next(onlyVisible: boolean): Unit | undefined;
  /** Retries the units that failed in this run. Units that are under way are retried too, if they fail. */
  forgive(): void;
}

/** What all passes of a run share. */
export interface PassContext {
  readonly document: NoteDocument;
  /** The sentences that the run covers. */
  readonly wanted: ReadonlySet<string>;
  readonly runtime: ModelRuntime;
  readonly stamp: Stamp;
  /** Whether an answer may stay: this model gave it, or only stands in for the one that did. */
  readonly counts: (answer: { readonly stamp: Stamp } | undefined) => boolean;
  readonly options: AnalysisOptions;
  readonly asker: Asker;
  /** `undefined`: sentences are read without examples. */
  readonly examples: SimilarExamples | undefined;
  /** `asked` or `background`. What is on screen ranks above `background`. */
  readonly priority: Priority;
}
