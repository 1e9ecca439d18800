/** Calls back once after `milliseconds`. */
export type Defer = (callback: () => void, milliseconds: number) => void;

const inTime: Defer = (callback, milliseconds) => {
  setTimeout(callback, milliseconds).unref();
};

/**
 * Tells listeners which notes have changed: at once after a while of rest, and gathered while more comes, so that
 * hundreds of answers do not flood them.
 */
export class ChangeFeed {
  readonly #listeners = new Set<(uri: string) => void>();
  readonly #changed = new Set<string>();
  #waiting = false;
  #lastTold = -Infinity;

  /** @param defer injected so that tests decide when time passes. */
  constructor(private readonly defer: Defer = inTime) {}

  /** @returns a function that takes the listener off. */
  subscribe(listener: (uri: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param patience milliseconds that lie between two times of telling. */
  changed(uri: string, patience: number): void {
    this.#changed.add(uri);
    if (!this.#waiting) {
      this.#waiting = true;
      const rested = performance.now() - this.#lastTold;
      this.defer(
        () => {
          this.flush();
        },
        Math.max(0, patience - rested),
      );
    }
  }

  /** Tells at once what waits. */
  flush(): void {
    this.#waiting = false;
    this.#lastTold = performance.now();
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const uri of changed) {
      for (const listener of this.#listeners) {
        listener(uri);
      }
    }
  }
}
