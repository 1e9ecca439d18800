import type { Span } from './span.js';

/** A replacement of the text between two offsets of the old text by `newLength` code units. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newLength: number;
}

/**
 * Where `span` lies after `edit`; `undefined` where the edit touches the inside of it. An edit that ends where
 * the span begins, or begins where it ends, does not touch it.
 */
export function movedThrough(span: Span, edit: TextEdit): Span | undefined {
  const by = edit.newLength - (edit.end - edit.start);
  if (edit.end <= span.start) return { start: span.start + by, end: span.end + by };
  if (edit.start >= span.end) return span;
  return undefined;
}
