import { realTimer, type Timer } from '../shared/timer.js';

/**
 * Tells listeners which notes have changed: at once if nothing changed for a while, otherwise in batches, so hundreds
 * of answers do not flood them.
 */
export class ChangeFeed {
  readonly #listeners = new Set<(uri: string) => void>();
  readonly #changed = new Set<string>();
  #waiting: (() => void) | undefined;
  #lastTold = -Infinity;

  constructor(private readonly timer: Timer = realTimer) {}

  /** @returns a function that removes the listener. */
  subscribe(listener: (uri: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param patience the least time between two notifications, in milliseconds. */
  changed(uri: string, patience: number): void {
    this.#changed.add(uri);
    if (!this.#waiting) {
      const rested = performance.now() - this.#lastTold;
      this.#waiting = this.timer(
        () => {
          this.flush();
        },
        Math.max(0, patience - rested),
      );
    }
  }

  /** Notifies listeners of all collected changes now. */
  flush(): void {
    this.#stop();
    this.#lastTold = performance.now();
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const uri of changed) {
      for (const listener of this.#listeners) {
        listener(uri);
      }
    }
  }

  /** Drops collected changes and all listeners. */
  dispose(): void {
    this.#stop();
    this.#changed.clear();
    this.#listeners.clear();
  }

  #stop(): void {
    this.#waiting?.();
    this.#waiting = undefined;
  }
}
