import { linesOf } from '../note/lines.js';

/** A place in a file as editors name it: both from 1, the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Gives the place of any offset (UTF-16) in `text`. */
export function positionsIn(text: string): (offset: number) => Position {
  const starts = Array.from(linesOf(text), ({ start }) => start);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return { line: Math.max(1, low), column: offset - (starts[low - 1] ?? 0) + 1 };
  };
}
