import type { Span } from './span.js';

/**
 * The lines of `text` between two offsets, without line endings. `\n`, `\r\n` and a lone `\r` each end a line.
 */
export function* linesOf(text: string, from = 0, to = text.length): Generator<Span> {
  let start = from;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code !== 10 && code !== 13) continue;
    yield { start, end: i };
    if (code === 13 && i + 1 < to && text.charCodeAt(i + 1) === 10) i++;
    start = i + 1;
  }
  if (start < to) yield { start, end: to };
}

/** `span` without leading and trailing white space; empty if there is nothing else. */
export function trimmed(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

/** Whether a UTF-16 code unit is white space, as `\s` understands it. */
export function isSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  if (code < 0xa0) return false;
  return (
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    code === 0xfeff
  );
}
