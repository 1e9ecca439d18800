import { setImmediate } from 'node:timers/promises';

/** How long a run may work without letting others in, in milliseconds. */
const longestStretch = 10;

/**
 * Lets other work in from time to time. Answers from the cache come without a break, and the editor's requests must
 * get their turn.
 */
export class Pauses {
  #last = performance.now();
  #pausing = false;

  /**
   * @param goOn called when a pause is over.
   * @param failed called with what `goOn` throws.
   */
  constructor(
    private readonly goOn: () => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Whether to pause now. The work then continues on its own. */
  now(): boolean {
    if (!this.#pausing && performance.now() - this.#last > longestStretch) {
      this.#pausing = true;
      setImmediate()
        .then(() => {
          this.#pausing = false;
          this.#last = performance.now();
          this.goOn();
        })
        .catch(this.failed);
    }
    return this.#pausing;
  }
}
