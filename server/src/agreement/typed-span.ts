import type { Span } from '../note/span.js';

/** A mention as it is scored: a type and its fragments, offsets into one text in UTF-16 code units. */
export interface TypedSpan {
  readonly type: string;
  /** In order; more than one where the mention is discontinuous. */
  readonly spans: readonly [Span, ...Span[]];
}

/** Two mentions are equal if their keys are. */
export function keyOf({ type, spans }: TypedSpan): string {
  return `${type} ${spans.map(({ start, end }) => `${start}-${end}`).join(';')}`;
}

/** Each mention once. */
export function distinct<T extends TypedSpan>(mentions: readonly T[]): T[] {
  const seen = new Set<string>();
  return mentions.filter((mention) => {
    const key = keyOf(mention);
    return !seen.has(key) && seen.add(key);
  });
}

/** The span from the start of the first fragment to the end of the last. */
export function extent({ spans }: TypedSpan): Span {
  return { start: spans[0].start, end: (spans[spans.length - 1] ?? spans[0]).end };
}

/** The words of a mention, with fragments joined by a space, case folded and white space normalised. */
export function surface(text: string, { spans }: TypedSpan): string {
  return spans
    .map(({ start, end }) => text.slice(start, end))
    .join(' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}
