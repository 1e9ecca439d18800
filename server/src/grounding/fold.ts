import type { Span } from '../note/span.js';
import { isCharacterBoundary } from './boundaries.js';

/** A text without its accidents, with the way back: each code unit of `text` came from one span of the original. */
export interface Folded {
  readonly text: string;
  /** The original character that each code unit of `text` is from. */
  readonly origins: readonly Span[];
}

/**
 * How many times longer a character's compatibility form may be. Units and fractions stay below; ligatures of whole
 * phrases (U+FDFA becomes 18 letters) do not, and a text of them would become too long to search.
 */
const mostExpansion = 4;

const dropped = /^[\s\u00ad\u200b\u2060\ufeff]*$/u;
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63]/gu;
const singleQuotes = /[\u2018-\u201b\u2032\u0060\u00b4]/gu;
const doubleQuotes = /[\u201c-\u201f\u2033]/gu;

/**
 * Folds case, Unicode compatibility forms (NFKC), quotes and dashes, and leaves white space out, so that
 * "1 . 5 mg", "1.5mg" and "1.5\u00a0MG" agree. The result is at most {@link mostExpansion} times as long as the text.
 */
export function fold(text: string): Folded {
  let folded = '';
  const origins: Span[] = [];
  let start = 0;
  while (start < text.length) {
    let end = start + 1;
    while (end < text.length && !isCharacterBoundary(text, end)) end++;
    const piece = foldCharacter(text.slice(start, end));
    folded += piece;
    origins.push(...Array.from({ length: piece.length }, () => ({ start, end })));
    start = end;
  }
  return { text: folded, origins };
}

/** The original span of the folded code units from `start` to `end`; `undefined` if it would cut a character. */
export function unfold({ origins }: Folded, start: number, end: number): Span | undefined {
  const first = origins[start];
  const last = origins[end - 1];
  if (first === undefined || last === undefined || start >= end) return undefined;
  if (origins[start - 1]?.start === first.start || origins[end]?.start === last.start) return undefined;
  return { start: first.start, end: last.end };
}

function foldCharacter(character: string): string {
  // A long run of marks is an attack on the normaliser, not a character.
  if (character.length > 32) return character;
  const compatible = character.normalize('NFKC');
  const normal = compatible.length > mostExpansion * character.length ? character : compatible;
  if (dropped.test(normal)) return '';
  return normal
    .toLowerCase()
    .replace(/\s/gu, '')
    .replace(dashes, '-')
    .replace(singleQuotes, "'")
    .replace(doubleQuotes, '"');
}
