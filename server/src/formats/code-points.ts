import { countWhile } from '../note/count-while.js';

/** Converts between offsets in code points, which brat uses, and in UTF-16 code units, which BioNote uses. */
export interface OffsetMap {
  /** The code point at a code unit; inside a surrogate pair, the pair's. */
  readonly toCodePoints: (offset: number) => number;
  /** The code unit at a code point; `undefined` past the end of the text. */
  readonly toCodeUnits: (offset: number) => number | undefined;
}

/** Builds the conversion for one text. A lookup takes logarithmic time. */
export function offsetMap(text: string): OffsetMap {
  // The code unit at which each surrogate pair starts.
  const pairs: number[] = [];
  for (let i = 0; i + 1 < text.length; i++) {
    const high = text.charCodeAt(i);
    if (high < 0xd800 || high > 0xdbff) continue;
    const low = text.charCodeAt(i + 1);
    if (low >= 0xdc00 && low <= 0xdfff) pairs.push(i++);
  }
  return {
    toCodePoints: (offset) => offset - countWhile(pairs, (pair) => pair < offset),
    toCodeUnits: (offset) => {
      const units = offset + countWhile(pairs, (pair, before) => pair - before < offset);
      return units <= text.length ? units : undefined;
    },
  };
}
