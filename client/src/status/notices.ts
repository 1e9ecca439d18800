/** Decides whether a root cause is told of: once in a session, and never again where the user said so. */
export class Notices {
  readonly #told = new Set<string>();
  readonly #open = new Set<string>();
  #muted: ReadonlySet<string>;

  constructor(muted: ReadonlySet<string>) {
    this.#muted = muted;
  }

  /** Whether `problem`, which came up by itself, is to be shown now; counts as shown from then on. */
  claim(problem: string): boolean {
    if (this.#muted.has(problem) || this.#told.has(problem)) return false;
    return this.claimAsked(problem);
  }

  /** Like `claim` for an action that the user asked for: shown each time, unless it is on screen already. */
  claimAsked(problem: string): boolean {
    if (this.#open.has(problem)) return false;
    this.#told.add(problem);
    this.#open.add(problem);
    return true;
  }

  /** Everything may be told of again, also what the user did not want to see. */
  reset(): void {
    this.#muted = new Set();
    this.#told.clear();
  }

  /** The notification has gone. */
  closed(problem: string): void {
    this.#open.delete(problem);
  }
}
