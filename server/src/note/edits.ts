import type { Span } from './span.js';

/** Replaces the text between two offsets of the old text with `newLength` code units. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newLength: number;
}

/**
 * The position of `span` after `edit`, or `undefined` if the edit touches its inside. An edit that ends where
 * the span begins, or begins where it ends, does not touch it.
 */
export function movedThrough(span: Span, edit: TextEdit): Span | undefined {
  const by = edit.newLength - (edit.end - edit.start);
  if (edit.end <= span.start) return { start: span.start + by, end: span.end + by };
  if (edit.start >= span.end) return span;
  return undefined;
}

/**
 * Combines edits into disjoint edits of the first text, ordered from the end of the text, so that each can be
 * applied as it is. Text that one edit inserted and a later one removed does not appear.
 *
 * @param edits applied in order, each to the text that the one before it left.
 */
export function composed(edits: readonly TextEdit[]): readonly TextEdit[] {
  let changes: readonly TextEdit[] = [];
  for (const edit of edits) changes = withEdit(changes, edit);
  return changes.toReversed();
}

/** Adds one more edit, of the text that the changes result in, to disjoint changes in order. */
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
      // The edit touches an earlier change: from here on both are one change.
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
