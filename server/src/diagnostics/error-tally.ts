import type { ErrorCount } from './facts.js';

/** The error codes that came last, each with how often. No message is kept. */
export class ErrorTally {
  /** The latest is the last. */
  readonly #counts = new Map<string, { count: number; at: number }>();

  /**
   * @param now in milliseconds, from any beginning.
   * @param most how many codes are remembered.
   */
  constructor(
    private readonly now: () => number,
    private readonly most = 20,
  ) {}

  /** Counts an error. What does not look like a code is counted as `unknown`. */
  record(code: string): void {
    const known = /^[A-Za-z][\w-]{0,39}$/.test(code) ? code : 'unknown';
    const count = (this.#counts.get(known)?.count ?? 0) + 1;
    this.#counts.delete(known);
    this.#counts.set(known, { count, at: this.now() });
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > this.most && oldest !== undefined) this.#counts.delete(oldest);
  }

  /** The latest first. */
  latest(): ErrorCount[] {
    const now = this.now();
    return Array.from(this.#counts, ([code, { count, at }]) => ({
      code,
      count,
      secondsAgo: Math.max(0, Math.floor((now - at) / 1000)),
    })).reverse();
  }
}
