import type { ModelRuntime } from '../models/runtime.js';
import type { Asker } from '../asking/ask.js';
import type { NoteDocument } from './document.js';
import type { AnalysisOptions } from './options.js';
import type { CallOptions, Priority } from '../asking/scheduler.js';
import type { Stamp } from './results.js';

/** A piece of work of a run. */
export interface Unit {
  /** The sentences that it rests on: when one of them has gone, so has the reason to ask. */
  readonly sentences: readonly string[];
  /** Looked at again whenever what is on screen changes. */
  priority(): Priority;
  /**
   * Asks, and puts the answer into the document.
   *
   * @throws ModelError or the reason of `options.signal`.
   */
  work(options: CallOptions): Promise<void>;
  /** Notes in the document that asking failed with this code. */
  fail(code: string): void;
  /** Gives the unit back: it is neither done nor failed. */
  release(): void;
}

/** Chooses the units of one task, one at a time, so that the choice follows the text and the viewport. */
export interface Pass {
  /**
   * The next unit; `undefined` where there is none for now.
   *
   * @param onlyVisible whether to give only what is on screen.
   */
  next(onlyVisible: boolean): Unit | undefined;
  /** Gives once more what failed in this run, or fails yet of what was given out before. */
  forgive(): void;
}

/** What the passes of a run share. */
export interface PassContext {
  readonly document: NoteDocument;
  /** The sentences that the run is about. */
  readonly wanted: ReadonlySet<string>;
  readonly runtime: ModelRuntime;
  readonly stamp: Stamp;
  readonly options: AnalysisOptions;
  readonly asker: Asker;
  /** `asked` or `background`; what is on screen is more urgent than the latter. */
  readonly priority: Priority;
}
