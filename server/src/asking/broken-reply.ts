import type { ReplyProblem } from '../tasks/task.js';

/** Problems that leave part of the answer, or all of it, missing. */
const broken: ReadonlySet<ReplyProblem['code']> = new Set<ReplyProblem['code']>(['not-json', 'cut', 'empty']);

/**
 * The problem that keeps a reading out of the cache; `undefined` for a whole reading. Items dropped from an
 * otherwise whole reply do not count, unless nothing is left.
 */
export function brokenBy(
  problems: readonly ReplyProblem[],
  value: unknown,
): ReplyProblem['code'] | undefined {
  const lost = problems.find(({ code }) => broken.has(code)) ?? (isNothing(value) ? problems[0] : undefined);
  return lost && (value === undefined || broken.has(lost.code) || lost.code === 'schema')
    ? lost.code
    : undefined;
}

function isNothing(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}
