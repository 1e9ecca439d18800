import type { Timer } from '../../server/src/models/watchdog.js';

interface Limit {
  readonly callback: () => void;
  readonly milliseconds: number;
}

/** A timer that runs out only when a test says so. */
export class ManualTimer {
  readonly #running = new Set<Limit>();
  /** Every limit that was ever set, in milliseconds. */
  readonly set: number[] = [];

  readonly start: Timer = (callback, milliseconds) => {
    const limit = { callback, milliseconds };
    this.#running.add(limit);
    this.set.push(milliseconds);
    return () => {
      this.#running.delete(limit);
    };
  };

  /** Limits that have not run out and were not stopped, in milliseconds. */
  get running(): number[] {
    return Array.from(this.#running, ({ milliseconds }) => milliseconds);
  }

  /** Lets every limit run out. */
  runOut(): void {
    for (const limit of [...this.#running]) {
      this.#running.delete(limit);
      limit.callback();
    }
  }
}
