import type { Span } from '../note/span.js';

/**
 * Fragments as a file gives them, held against the text: inside it, not empty, in order, and with the words that the
 * file quotes, white space aside.
 *
 * @param spans UTF-16; `undefined` if an offset lies beyond the text.
 * @returns the fragments, or what is wrong with them.
 */
export function checkedSpans(
  text: string,
  spans: readonly { readonly start: number | undefined; readonly end: number | undefined }[],
  words?: string,
): readonly [Span, ...Span[]] | string {
  const checked: Span[] = [];
  for (const { start, end } of spans) {
    if (start === undefined || end === undefined || end > text.length)
      return 'an entity beyond the end of the text';
    if (start < 0 || start >= end || start < (checked.at(-1)?.end ?? 0))
      return 'an entity with offsets out of order';
    checked.push({ start, end });
  }
  const [first, ...rest] = checked;
  if (first === undefined) return 'an entity without offsets';
  const there = checked.map(({ start, end }) => text.slice(start, end)).join('');
  if (words !== undefined && bare(words) !== bare(there)) {
    return 'an entity whose words are not at its offsets';
  }
  return [first, ...rest];
}

/** Without what formats join, wrap and replace at will. */
function bare(text: string): string {
  return text.replace(/[\s\p{Cc}\ufffd]+/gu, '');
}
