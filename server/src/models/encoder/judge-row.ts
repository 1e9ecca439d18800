import type { LabelQuestion } from '../../tasks/question.js';
import type { JudgeLayout } from './layout.js';
import type { Pieces } from './pieces.js';
import type { Row } from './rows.js';

/** `[CLS]` and two `[SEP]`. */
const separators = 3;

/**
 * The tokens of two texts as a judge reads them: `[CLS] first [SEP] second [SEP]`, the mentions of the second between
 * their markers. What is too long is shortened where it is longest: the first text at its end; the second behind its
 * last mention, then before its first, then between them. A marked mention is never cut.
 */
export function judgeRow(
  { first, second, head, tail }: Pick<LabelQuestion, 'first' | 'second' | 'head' | 'tail'>,
  { longest, markers }: Pick<JudgeLayout, 'longest' | 'markers'>,
  pieces: Pieces,
): Row {
  const opening = [...pieces.of(first)];
  const marked = [
    ...(head ? [{ span: head, marker: markers.head }] : []),
    ...(tail ? [{ span: tail, marker: markers.tail }] : []),
  ].sort((a, b) => a.span.start - b.span.start);
  /** Text around the mentions and the mentions themselves, by turns. */
  const around: number[][] = [];
  const mentions: number[][] = [];
  let from = 0;
  for (const { span, marker } of marked) {
    around.push([...pieces.of(second.slice(from, span.start))]);
    mentions.push([marker[0], ...pieces.of(second.slice(span.start, span.end)), marker[1]]);
    from = span.end;
  }
  around.push([...pieces.of(second.slice(from))]);
  shorten(opening, around, mentions, longest - separators);
  const closing = around.flatMap((text, index) => [...text, ...(mentions[index] ?? [])]);
  const { start, end } = pieces.special;
  return {
    ids: [start, ...opening, end, ...closing, end],
    types: [...Array<number>(opening.length + 2).fill(0), ...Array<number>(closing.length + 1).fill(1)],
  };
}

function shorten(
  opening: number[],
  around: readonly number[][],
  mentions: readonly number[][],
  room: number,
): void {
  const lengthOf = (parts: readonly (readonly number[])[]): number =>
    parts.reduce((sum, { length }) => sum + length, 0);
  const [before = [], between = []] = around;
  const after = around.at(-1) ?? [];
  let closing = lengthOf(around) + lengthOf(mentions);
  while (opening.length + closing > room) {
    if (opening.length > closing || lengthOf(around) === 0) {
      if (opening.pop() === undefined) return;
      continue;
    }
    if (after.length > 0) after.pop();
    else if (before.length > 0) before.shift();
    else between.splice(between.length >> 1, 1);
    closing -= 1;
  }
}
