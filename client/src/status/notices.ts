/** Decides whether a root cause is told of: once in a session, and never again where the user said so. */
export class Notices {
  readonly #told = new Set<string>();
  readonly #open = new Set<string>();

  constructor(private readonly muted: ReadonlySet<string>) {}

  /** Whether `problem`, which came up by itself, is to be shown now; counts as shown from then on. */
  claim(problem: string): boolean {
    if (this.muted.has(problem) || this.#told.has(problem)) return false;
    return this.claimAsked(problem);
  }

  /** Like `claim` for an action that the user asked for: shown each time, unless it is on screen already. */
  claimAsked(problem: string): boolean {
    if (this.#open.has(problem)) return false;
    this.#told.add(problem);
    this.#open.add(problem);
    return true;
  }

  /** The notification has gone. */
  closed(problem: string): void {
    this.#open.delete(problem);
  }
}
