/** One run of work that a newer one takes the place of. */
export interface Attempt {
  /** Aborted when a newer run begins. */
  readonly signal: AbortSignal;
  /** Whether no newer run has begun: an older one has nothing to show any more. */
  isNewest(): boolean;
}

/** Lets one run of some work show its outcome: the newest, which ends the one before it. */
export class Newest {
  #current: AbortController | undefined;

  begin(): Attempt {
    this.#current?.abort();
    const controller = new AbortController();
    this.#current = controller;
    return { signal: controller.signal, isNewest: () => this.#current === controller };
  }
}
