import { findSentences } from '../../note/sentences.js';
import { linesOf, trimmed } from '../../note/lines.js';
import { textOf, type Span } from '../../note/span.js';

/** What one person says before the other speaks. */
export interface Turn {
  /** Of what is said, without the speaker's name. */
  readonly span: Span;
  readonly text: string;
  /** As the transcript names them; absent if it names nobody. */
  readonly speaker?: string;
}

/** The most UTF-16 units in which a line names its speaker, and the most of a time before that, such as `[00:12]`. */
const longestName = 60;

const time = /^[([]?\d{1,2}:\d{2}(?::\d{2})?[)\]]?\s{1,3}/;

/** `[doctor] …`, `Dr. Lee: …`. */
const bracketed = /^\[(\p{L}[^\]\n]{0,39})\]:?\s{0,3}/u;
const named = /^(\p{L}[^:\n]{0,39}):\s{0,3}/u;

/**
 * The turns of a transcript, in order: a line that names its speaker begins one, and lines without a name go on with it.
 * Where no more than one name is found, the transcript has no speakers, and each line is a turn, or each sentence of
 * a text in one line.
 */
export function turnsOf(text: string): Turn[] {
  const lines = Array.from(linesOf(text), (line) => trimmed(text, line)).filter(
    ({ start, end }) => end > start,
  );
  const starts = lines.map((span) => startOf(textOf(text, span)));
  const times = new Map<string, number>();
  for (const start of starts) if (start) times.set(start.name, (times.get(start.name) ?? 0) + 1);
  // A name that comes once may be a label of anything, such as "Note:".
  const speakers = [...times].filter(([, count]) => count > 1).map(([name]) => name);
  if (times.size < 2 || speakers.length === 0) return withoutSpeakers(text, lines);
  const turns: Turn[] = [];
  for (const [index, span] of lines.entries()) {
    const start = starts[index];
    const last = turns.at(-1);
    if (start) turns.push(turnAt(text, { start: span.start + start.length, end: span.end }, start.name));
    else if (last)
      turns[turns.length - 1] = turnAt(text, { start: last.span.start, end: span.end }, last.speaker);
    else turns.push(turnAt(text, span));
  }
  return turns.filter(isSaid);
}

/** The speaker that a line names, and the length of everything before the spoken text. */
function startOf(line: string): { readonly name: string; readonly length: number } | undefined {
  const head = line.slice(0, longestName);
  const clock = time.exec(head)?.[0].length ?? 0;
  const match = bracketed.exec(head.slice(clock)) ?? named.exec(head.slice(clock));
  const name = match?.[1]?.trim();
  return match && name !== undefined ? { name, length: clock + match[0].length } : undefined;
}

function withoutSpeakers(text: string, lines: readonly Span[]): Turn[] {
  const whole = { span: { start: 0, end: text.length }, title: undefined, heading: undefined };
  const spans = lines.length > 1 ? lines : findSentences(text, [whole]).map(({ span }) => span);
  return spans.map((span) => turnAt(text, span)).filter(isSaid);
}

function isSaid({ text }: Turn): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

function turnAt(text: string, span: Span, speaker?: string): Turn {
  return { span, text: textOf(text, span), ...(speaker !== undefined && { speaker }) };
}
