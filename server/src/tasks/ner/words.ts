import type { Span } from '../../note/span.js';

/** A word and its place in the text. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

const wordPattern = /[A-Za-zÀ-ɏͰ-Ͽ]+|[0-9]+(?:[.,][0-9]+)*|\S/gu;

/**
 * The words of `text` as the starter model reads them: runs of letters, numbers with their decimals, and each other
 * code point that is not white space.
 */
export function splitWords(text: string): Word[] {
  return Array.from(text.matchAll(wordPattern), (match) => ({
    text: match[0],
    span: { start: match.index, end: match.index + match[0].length },
  }));
}
