import { composed, movedThrough, type TextEdit } from '../note/edits.js';
import { textOf, type Span } from '../note/span.js';

/** More edits than this are treated as one. A formatter makes thousands, too many to walk for each mention. */
const maxEdits = 32;

/**
 * The same change in the fewest characters. Text that an edit replaced by itself, or inserted and deleted again,
 * does not count as changed. Edits that do not lead from `before` to `after` are replaced by one that does.
 *
 * @param edits applied in order, each to the text that the previous edit left.
 */
export function narrowed(before: string, after: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  const [only] = edits;
  if (edits.length > 1 && edits.length <= maxEdits && leadsTo(before.length, after.length, edits)) {
    return composed(edits);
  }
  const fits = only !== undefined && edits.length === 1 && leadsTo(before.length, after.length, edits);
  let start = fits ? only.start : 0;
  let oldEnd = fits ? only.end : before.length;
  let newEnd = fits ? only.start + only.newLength : after.length;
  while (start < oldEnd && start < newEnd && before.charCodeAt(start) === after.charCodeAt(start)) {
    start++;
  }
  while (oldEnd > start && newEnd > start && before.charCodeAt(oldEnd - 1) === after.charCodeAt(newEnd - 1)) {
    oldEnd--;
    newEnd--;
  }
  return start === oldEnd && start === newEnd ? [] : [{ start, end: oldEnd, newLength: newEnd - start }];
}

/**
 * Where a mention is after the edits, if it survived: its text is unchanged, and its first and last words have
 * not merged with others.
 */
export function survivor(
  span: Span,
  before: string,
  after: string,
  edits: readonly TextEdit[],
): Span | undefined {
  let moved: Span | undefined = span;
  for (const edit of edits) {
    moved = movedThrough(moved, edit);
    if (!moved) {
      return undefined;
    }
  }
  const stands =
    textOf(after, moved) === textOf(before, span) &&
    (!insideWord(after, moved.start) || insideWord(before, span.start)) &&
    (!insideWord(after, moved.end) || insideWord(before, span.end));
  return stands ? moved : undefined;
}

function leadsTo(before: number, after: number, edits: readonly TextEdit[]): boolean {
  let length = before;
  for (const { start, end, newLength } of edits) {
    if (start < 0 || end < start || end > length || newLength < 0) {
      return false;
    }
    length += newLength - (end - start);
  }
  return length === after;
}

/** Whether `offset` has a letter, mark or digit on both sides. */
function insideWord(text: string, offset: number): boolean {
  return /^[\p{L}\p{M}\p{N}]{2}$/u.test(
    lastCodePoint(text.slice(Math.max(0, offset - 2), offset)) +
      String.fromCodePoint(text.codePointAt(offset) ?? 32),
  );
}

function lastCodePoint(text: string): string {
  return Array.from(text).at(-1) ?? ' ';
}
