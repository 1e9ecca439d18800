/** A half-open range of text, in UTF-16 code units from the start of the text it belongs to. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text that `span` covers in `text`. */
export function textOf(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}

/** Whether the two spans share at least one code unit. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Whether `outer` covers the whole of `inner`. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The same span, moved by `by` code units. */
export function shifted(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}
