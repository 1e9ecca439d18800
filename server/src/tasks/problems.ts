import type { ReplyProblem } from './task.js';

/** Counts what was wrong with a reply, one entry for each code, in the order of first appearance. */
export class ProblemCount {
  readonly #counts = new Map<ReplyProblem['code'], number>();

  add(code: ReplyProblem['code'], count = 1): void {
    if (count > 0) this.#counts.set(code, (this.#counts.get(code) ?? 0) + count);
  }

  list(): ReplyProblem[] {
    return [...this.#counts].map(([code, count]) => ({ code, count }));
  }
}
