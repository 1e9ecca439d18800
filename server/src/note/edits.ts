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

/**
 * What edits come to together: disjoint edits of the first text, the last in the text first, so that each may
 * be applied as it stands. What one edit inserted and a later one took away again is in none of them.
 *
 * @param edits applied in order, each to the text that the one before it left.
 */
export function composed(edits: readonly TextEdit[]): readonly TextEdit[] {
  let changes: readonly TextEdit[] = [];
  for (const edit of edits) changes = withEdit(changes, edit);
  return changes.toReversed();
}

/** Disjoint changes in order, with one more edit of the text that they lead to. */
function withEdit(changes: readonly TextEdit[], edit: TextEdit): TextEdit[] {
  const before: TextEdit[] = [];
  const after: TextEdit[] = [];
  let { start, end, newLength } = edit;
  let shift = 0;
  for (const change of changes) {
    const from = change.start + shift;
    const to = from + change.newLength;
    if (to < edit.start) {
      before.push(change);
    } else if (from > edit.end) {
      after.push(change);
    } else {
      // The edit touches what was changed before: both are one change from here on.
      newLength += Math.max(0, edit.start - from) + Math.max(0, to - edit.end);
      start = Math.min(start, from);
      end = Math.max(end, to);
    }
    shift += change.newLength - (change.end - change.start);
  }
  const lengthsOf = (list: readonly TextEdit[]): number =>
    list.reduce((sum, change) => sum + change.newLength - (change.end - change.start), 0);
  const inFront = lengthsOf(before);
  const merged = { start: start - inFront, end: end - (shift - lengthsOf(after)), newLength };
  const isEmpty = merged.start === merged.end && newLength === 0;
  return [...before, ...(isEmpty ? [] : [merged]), ...after];
}
