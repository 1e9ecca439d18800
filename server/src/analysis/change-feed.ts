/** Calls back once after `milliseconds`. */
export type Defer = (callback: () => void, milliseconds: number) => void;

const inTime: Defer = (callback, milliseconds) => {
  setTimeout(callback, milliseconds).unref();
};

/** Tells listeners which notes have changed, gathered over a short time, so that hundreds of answers do not flood them. */
export class ChangeFeed {
  readonly #listeners = new Set<(uri: string) => void>();
  readonly #changed = new Set<string>();
  #waiting = false;

  /** @param defer injected so that tests decide when time passes. */
  constructor(private readonly defer: Defer = inTime) {}

  /** @returns a function that takes the listener off. */
  subscribe(listener: (uri: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param patience milliseconds that the news may wait, if none waits already. */
  changed(uri: string, patience: number): void {
    this.#changed.add(uri);
    if (!this.#waiting) {
      this.#waiting = true;
      this.defer(() => {
        this.flush();
      }, patience);
    }
  }

  /** Tells at once what waits. */
  flush(): void {
    this.#waiting = false;
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const uri of changed) {
      for (const listener of this.#listeners) {
        listener(uri);
      }
    }
  }
}
