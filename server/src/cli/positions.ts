import { countWhile } from '../note/count-while.js';
import { linesOf } from '../note/lines.js';

/** A place in a file as editors show it: line and column count from 1, the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Returns a function that finds the place of an offset (UTF-16) in `text`. */
export function positionsIn(text: string): (offset: number) => Position {
  const starts = Array.from(linesOf(text), ({ start }) => start);
  return (offset) => {
    const line = countWhile(starts, (start) => start <= offset);
    return { line: Math.max(1, line), column: offset - (starts[line - 1] ?? 0) + 1 };
  };
}
