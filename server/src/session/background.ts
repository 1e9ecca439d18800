import { isAbort } from './failure.js';
import type { Timer } from '../shared/timer.js';

/** How long typing must pause before a note is analyzed, in milliseconds. */
export const typingDelay = 400;

/** How long an analysis runs before the editor shows its progress, in milliseconds. */
const progressDelay = 1000;

/** A progress display in the editor. */
export interface WorkDone {
  report(percentage: number): void;
  done(): void;
  onCancel(listener: () => void): void;
}

export interface BackgroundParts {
  /** Analyzes a note to its end; rejects with the signal's reason when aborted. */
  analyze(uri: string, signal: AbortSignal): Promise<unknown>;
  /** Opens a progress display; `undefined` if the editor has none. */
  progress(uri: string): Promise<WorkDone | undefined>;
  /** An analysis ended; `error` is `undefined` if it succeeded. */
  ended(uri: string, error: unknown): void;
  readonly timer: Timer;
}

interface BackgroundRun {
  readonly controller: AbortController;
  work?: WorkDone;
}

/**
 * Automatic analyses. Closing a note or switching it off ends its analysis; so does cancelling the progress
 * display. A newer run does not end an older one: the model is asked once about what both need, and the analysis
 * itself drops what an edit made obsolete.
 */
export class BackgroundAnalysis {
  readonly #waiting = new Map<string, () => void>();
  /** By note; the newest is last. */
  readonly #runs = new Map<string, BackgroundRun[]>();

  constructor(private readonly parts: BackgroundParts) {}

  /** Analyzes `uri` after `delay` milliseconds. Calling it again restarts the wait. */
  schedule(uri: string, delay: number): void {
    this.#waiting.get(uri)?.();
    this.#waiting.set(
      uri,
      this.parts.timer(() => {
        this.#waiting.delete(uri);
        void this.#run(uri);
      }, delay),
    );
  }

  /** Whether the analysis of `uri` is about to start. */
  isScheduled(uri: string): boolean {
    return this.#waiting.has(uri);
  }

  /** Stops everything that runs or waits for `uri`. */
  stop(uri: string): void {
    this.#waiting.get(uri)?.();
    this.#waiting.delete(uri);
    const runs = this.#runs.get(uri) ?? [];
    this.#runs.delete(uri);
    for (const run of runs) run.controller.abort();
  }

  /** Shows the progress of `uri`; `share` is from 0 to 1. */
  report(uri: string, share: number): void {
    for (const run of this.#runs.get(uri) ?? []) run.work?.report(Math.round(share * 100));
  }

  dispose(): void {
    for (const uri of [...this.#waiting.keys(), ...this.#runs.keys()]) this.stop(uri);
  }

  async #run(uri: string): Promise<void> {
    const run: BackgroundRun = { controller: new AbortController() };
    this.#runs.set(uri, [...(this.#runs.get(uri) ?? []), run]);
    const cancel = this.parts.timer(() => void this.#show(uri, run), progressDelay);
    let error: unknown;
    try {
      await this.parts.analyze(uri, run.controller.signal);
    } catch (thrown) {
      error = thrown;
    }
    cancel();
    run.work?.done();
    const newest = this.#isNewest(uri, run);
    this.#forget(uri, run);
    if (newest && !run.controller.signal.aborted && !isAbort(error)) this.parts.ended(uri, error);
  }

  /** A note has one display: the newest run takes it over from an older one that still works. */
  async #show(uri: string, run: BackgroundRun): Promise<void> {
    if (!this.#isNewest(uri, run)) return;
    const work = await this.parts.progress(uri).catch(() => undefined);
    if (!work) return;
    if (!this.#isNewest(uri, run)) {
      work.done();
      return;
    }
    run.work = work;
    work.onCancel(() => {
      this.stop(uri);
    });
  }

  #isNewest(uri: string, run: BackgroundRun): boolean {
    return this.#runs.get(uri)?.at(-1) === run;
  }

  #forget(uri: string, run: BackgroundRun): void {
    const left = (this.#runs.get(uri) ?? []).filter((other) => other !== run);
    if (left.length > 0) this.#runs.set(uri, left);
    else this.#runs.delete(uri);
  }
}
