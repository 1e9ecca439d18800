import { linesOf, trimmed } from './lines.js';
import type { Note } from './note.js';

/** A time with which a line begins: when what is said below it was so. */
interface Mark {
  readonly time: string;
  readonly start: number;
  /** Where the time ends, in UTF-16 code units of the note. */
  readonly end: number;
  /** Where it no longer holds. */
  readonly until: number;
}

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';

const clock = String.raw`(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\.?)?(?:\s?(?:hrs?|h)\b)?`;

const date = [
  String.raw`\d{4}-\d{2}-\d{2}`,
  String.raw`\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})`,
  String.raw`\d{1,2}(?:st|nd|rd|th)?\s${month},?\s\d{4}`,
  String.raw`${month}\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}`,
  // Without a year it has to be set off: "May 2 tablets …".
  String.raw`(?:\d{1,2}(?:st|nd|rd|th)?\s${month}|${month}\s\d{1,2}(?:st|nd|rd|th)?)(?=\s?[:–—-]\s|\s*$|,?\s(?:at\s)?\d{1,2}:\d\d)`,
].join('|');

/** Days of a stay, after an operation, of life. */
const day = String.raw`(?:(?:hospital|icu|itu|post-?op(?:erative)?)\s)?day\s?#?\d{1,3}|(?:pod|hd|dol)\s?#?\d{1,3}`;

/** A clock of four digits, as nurses write it, unless it can be a year. */
const bareClock = String.raw`(?!(?:19|20)\d\d\b(?!\s?(?:hrs?|h)\b))(?:[01]\d|2[0-3])[0-5]\d(?:\s?(?:hrs?|h)\b)?`;

const dated = new RegExp(
  String.raw`^(?:[-*•]\s+)?[[(]?((?:${date})(?:,?\s(?:at\s)?(?:${clock}|${bareClock}))?|${day}|${clock})(?![\w/%]|[.:]\d)[\])]?`,
  'iu',
);

/** Only before a word, or set off: "1000 mg", "0800 555" and "1200 ml" are no times. */
const clocked = new RegExp(
  String.raw`^(?:[-*•]\s+)?[[(]?(${bareClock})[\])]?(?=\s?[:–—-]\s|\s(?!(?:mg|mcg|µg|ug|g|ml|l|cc|units?|iu|kcal|cal|cells?|copies|steps|x|to|of|and|or)\b)\p{L})`,
  'iu',
);

/** What may stand behind a time that is alone on its line. */
const alone = /^[\s:.–—-]*$/u;

/**
 * The time that a note's layout gives each sentence: that of the dated line it stands on or below ("0715 …", "POD 3:",
 * "12/03/2024 08:00 -"), in the same section and, where the line says more than its time, up to the next blank line.
 * `undefined` where there is none, or where the sentence begins with it.
 */
export function timesOf({ text, sections, sentences }: Note): (string | undefined)[] {
  const marks = marksIn(text);
  let next = 0;
  let current: Mark | undefined;
  return sentences.map(({ span, section }) => {
    for (let mark = marks[next]; mark && mark.start <= span.start; mark = marks[++next]) current = mark;
    if (!current || span.start < current.end || span.start >= current.until) return undefined;
    const begins = sections[section]?.span.start ?? 0;
    return current.start >= begins ? current.time : undefined;
  });
}

function marksIn(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const whole of linesOf(text)) {
    const { start, end } = trimmed(text, whole);
    const last = marks.at(-1);
    if (start === end) {
      if (last?.until === text.length && !isAlone(text, last)) marks.splice(-1, 1, { ...last, until: start });
      continue;
    }
    const line = text.slice(start, Math.min(end, start + longestMark));
    const found = dated.exec(line) ?? clocked.exec(line);
    const [matched, time = ''] = found ?? [];
    if (matched !== undefined) {
      marks.push({ time, start, end: start + matched.length, until: text.length });
    }
  }
  return marks;
}

/** In UTF-16 code units. */
const longestMark = 80;

function isAlone(text: string, { end }: Mark): boolean {
  const rest = /^[^\n\r]*/u.exec(text.slice(end, end + longestMark))?.[0] ?? '';
  return alone.test(rest);
}
