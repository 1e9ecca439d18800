import { linesOf, trimmed } from './lines.js';
import type { Span } from './span.js';

/** Lines of at least this length without a full stop are assumed to be wrapped at a margin. */
const wrappedFrom = 60;

const listItem = /^(?:[-*+•‣◦·–—|>]|\(?\d{1,3}[.)]|\(?[a-zA-Z]\)|[a-zA-Z]\.)(?=\s)/u;

/**
 * A marker that only numbers an item or points at it. A letter with a full stop may be a word instead: "S.
 * aureus".
 */
const itemMarker = /^(?:[-*+•‣◦·–—]|\(?\d{1,3}[.)]|\(?[a-zA-Z]\))(?=\s)/u;

/** "BP: 120/80", "Heart rate: regular": a capital, at most five short words, a colon. */
const labelled = /^\p{Lu}[^\s:,]{0,30}(?:[ \t][^\s:.;,]{1,30}){0,4}:(?=\s|$)/u;

/**
 * Looks like an item or a label but may continue a sentence: it has no bullet, and is not the first of a list.
 */
const wrappable = /^(?!\(?1[.)])[\p{L}\d(]/u;

interface Line {
  readonly span: Span;
  readonly indent: number;
  /** Where its text starts, after the bullet or number of a list item. */
  readonly text: number;
  /** A list item or a labelled value, which always starts a block. */
  readonly opens: boolean;
  /** Starts a block unless the line before was wrapped there: "a rate of\n90. He …". */
  readonly isDoubtful: boolean;
  readonly head: string;
}

/**
 * The parts of the text between two offsets in which a sentence may span lines: paragraphs wrapped at a
 * margin, single list items without their bullet or number, labelled values. Trimmed, in order, never blank.
 */
export function* blocksOf(text: string, from: number, to: number): Generator<Span> {
  let block: { opener: Line; last: Line } | undefined;
  for (const whole of linesOf(text, from, to)) {
    const line = readLine(text, whole);
    if (block !== undefined && line !== undefined && goesOn(text, block.opener, block.last, line)) {
      block.last = line;
      continue;
    }
    if (block !== undefined) yield { start: block.opener.text, end: block.last.span.end };
    block = line === undefined ? undefined : { opener: line, last: line };
  }
  if (block !== undefined) yield { start: block.opener.text, end: block.last.span.end };
}

function readLine(text: string, whole: Span): Line | undefined {
  const span = trimmed(text, whole);
  if (span.start === span.end) return undefined;
  const head = text.slice(span.start, Math.min(span.end, span.start + 200));
  const opens = listItem.test(head) || labelled.test(head);
  const start = span.start + (itemMarker.exec(head)?.[0].length ?? 0);
  const begin = trimmed(text, { start, end: span.end }).start;
  return {
    span,
    indent: span.start - whole.start,
    text: begin,
    opens,
    isDoubtful: opens && wrappable.test(head),
    head,
  };
}

/** Whether the block that `opener` started, and whose last line so far is `last`, continues in `next`. */
function goesOn(text: string, opener: Line, last: Line, next: Line): boolean {
  const length = last.span.end - last.span.start;
  const indented = next.indent > opener.indent;
  if (opener.opens && !indented && (length < wrappedFrom || /^\p{Lu}/u.test(next.head))) return false;
  const end = text.charAt(last.span.end - 1);
  if (next.opens) return next.isDoubtful && !opener.opens && length >= wrappedFrom && !/[.!?:;]/.test(end);
  // After a full stop the sentence splitter decides, since the stop may belong to an abbreviation.
  if (/[.!?]/.test(end)) return length >= 20;
  return /^\p{Ll}/u.test(next.head) || /[,(/–-]/u.test(end) || length >= wrappedFrom;
}
