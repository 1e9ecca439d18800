import type { Annotation } from '../../../server/src/shared/protocol.js';

interface Position {
  readonly line: number;
  readonly character: number;
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/**
 * The mention after (`step` 1) or before (-1) a position, going round at the end; `undefined` if there is
 * none. Mentions that start together count once.
 */
export function neighbour(
  annotations: readonly Annotation[],
  from: Position,
  step: 1 | -1,
): Annotation | undefined {
  const ordered = [...annotations].sort((a, b) => compare(a.range.start, b.range.start) * step);
  return ordered.find(({ range }) => compare(range.start, from) * step > 0) ?? ordered[0];
}
