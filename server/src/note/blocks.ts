import { linesOf, trimmed } from './lines.js';
import type { Span } from './span.js';

/** From this length on, a line without a full stop is taken to have been wrapped by a margin. */
const wrappedFrom = 60;

const listItem = /^(?:[-*+•‣◦·–—|>]|\(?\d{1,3}[.)]|\(?[a-zA-Z]\)|[a-zA-Z]\.)(?=\s)/u;

/** What only counts or points at an item. A letter with a stop may be a word of it: "S. aureus". */
const itemMarker = /^(?:[-*+•‣◦·–—]|\(?\d{1,3}[.)]|\(?[a-zA-Z]\))(?=\s)/u;

/** "BP: 120/80", "Heart rate: regular": a capital, at most five short words, a colon. */
const labelled = /^\p{Lu}[^\s:,]{0,30}(?:[ \t][^\s:.;,]{1,30}){0,4}:(?=\s|$)/u;

/** What looks like an item or a label and may be the rest of a sentence: no bullet, and not the first of a list. */
const wrappable = /^(?!\(?1[.)])[\p{L}\d(]/u;

interface Line {
  readonly span: Span;
  readonly indent: number;
  /** Where its text begins, behind the bullet or number of a list item. */
  readonly text: number;
  /** A list item or a labelled value, which begins a block of its own. */
  readonly opens: boolean;
  /** It opens a block unless the line before was wrapped in front of it: "a rate of\n90. He …". */
  readonly isDoubtful: boolean;
  readonly head: string;
}

/**
 * The stretches of text between two offsets inside which a sentence may run on: paragraphs whose lines were
 * wrapped by a margin, single list items without their bullet or number, labelled values. Trimmed, in order,
 * never blank.
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

/** Whether the block that `opener` began, and whose last line so far is `last`, goes on in `next`. */
function goesOn(text: string, opener: Line, last: Line, next: Line): boolean {
  const length = last.span.end - last.span.start;
  const indented = next.indent > opener.indent;
  if (opener.opens && !indented && (length < wrappedFrom || /^\p{Lu}/u.test(next.head))) return false;
  const end = text.charAt(last.span.end - 1);
  if (next.opens) return next.isDoubtful && !opener.opens && length >= wrappedFrom && !/[.!?:;]/.test(end);
  // After a full stop the sentence splitter decides: the stop may belong to an abbreviation.
  if (/[.!?]/.test(end)) return length >= 20;
  return /^\p{Ll}/u.test(next.head) || /[,(/–-]/u.test(end) || length >= wrappedFrom;
}
