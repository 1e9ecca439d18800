import type { Span } from '../note/span.js';

/** The name of the tokenizer in documentation and files. */
export const tokenizerName = 'bionote-words';

/**
 * Tokens of a stretch of text: each run of letters, digits, marks and `_`, and each other character that is neither
 * white space nor a control character by itself. The same everywhere and for every language, so that a reader can make
 * it again with one regular expression.
 *
 * @returns spans in UTF-16 from the start of the text that `from` belongs to.
 */
export function tokensOf(text: string, { start, end }: Span = { start: 0, end: text.length }): Span[] {
  return Array.from(
    text.slice(start, end).matchAll(/[\p{L}\p{M}\p{N}_]+|[^\s\p{Z}\p{C}]|[\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu),
    ({ index, 0: token }) => ({ start: start + index, end: start + index + token.length }),
  );
}
