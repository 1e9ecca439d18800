import { trimmed } from '../note/lines.js';
import { textOf, type Span } from '../note/span.js';
import { nameOf } from './brat-names.js';
import type { OffsetMap } from './code-points.js';

/** The `T` line of an entity, without a line end. `fragments` count UTF-16 code units of `text`. */
export function entityLine(
  id: string,
  type: string,
  text: string,
  fragments: readonly Span[],
  { toCodePoints }: OffsetMap,
): string {
  const offsets = fragments.map(({ start, end }) => `${toCodePoints(start)} ${toCodePoints(end)}`).join(';');
  const words = fragments.map((fragment) => textOf(text, fragment)).join(' ');
  return `${id}\t${nameOf(type)} ${offsets}\t${words}`;
}

/** What separates fields or lines for some reader: tabs, and all that Python's `splitlines` takes for a line end. */
const breaks = /[\p{Cc}\u2028\u2029]+/gu;

/** The stretches of `span` between breaks, without white space at their ends. */
export function fragmentsOf(text: string, span: Span): Span[] {
  const fragments: Span[] = [];
  let start = span.start;
  for (const { index, 0: gap } of textOf(text, span).matchAll(breaks)) {
    fragments.push({ start, end: span.start + index });
    start = span.start + index + gap.length;
  }
  return [...fragments, { start, end: span.end }]
    .map((fragment) => trimmed(text, fragment))
    .filter((fragment) => fragment.start < fragment.end);
}
