import { textOf, type Span } from './span.js';
import { trimmed } from './lines.js';

/** A heading found in a line: its span, and its title without markup and colon. */
export interface Heading {
  readonly span: Span;
  readonly title: string;
}

/** Titles that count as a heading in any case, with or without text after the colon. */
const knownTitles = new Set(
  `abstract; addendum; admission date; admission diagnosis; admission diagnoses; admission labs;
  admission medications; allergies; allergy; allergies and adverse reactions; anesthesia; assessment;
  assessment & plan; assessment and plan; assessment/plan; a/p; attending; background; brief hospital course;
  case; case description; case presentation; case report; chief complaint; clinical course; clinical history;
  clinical presentation; code status; comparison; conclusion; conclusions; condition on discharge; course;
  current medications; diagnosis; diagnoses; differential diagnosis; discharge condition; discharge date;
  discharge diagnosis; discharge diagnoses; discharge disposition; discharge instructions; discharge labs;
  discharge medications; discharge plan; discussion; disposition; ed course; emergency department course;
  exam; examination; family history; family medical history; fh; final diagnosis; findings; follow up;
  follow-up; followup; followup instructions; follow-up instructions; gynecologic history; history;
  history of present illness; history of the present illness; home medications; hospital course; hpi; imaging;
  immunizations; impression; impression and plan; indication; indications; interval history; introduction;
  investigations; lab results; laboratory; laboratory data; laboratory findings; laboratory results;
  laboratory studies; labs; management; medical history; medication list; medications; medications at home;
  medications on admission; medications on discharge; medications on transfer; methods; microbiology;
  neurological exam; objective; obstetric history; operation; operations; operative findings; outcome;
  outcome and follow-up; past history; past medical and surgical history; past medical history;
  past psychiatric history; past surgical history; pathology; patient history; pe; pertinent results;
  physical exam; physical examination; plan; pmh; pmhx; postoperative course; postoperative diagnosis;
  preoperative diagnosis; present illness; presenting complaint; principal diagnosis; problem list; procedure;
  procedures; progress note; psh; radiology; reason for admission; reason for consultation;
  reason for referral; reason for visit; recommendation; recommendations; results; review of systems; ros;
  secondary diagnoses; secondary diagnosis; sh; social and family history; social history; studies;
  subjective; summary; surgical history; system review; technique; therapy; treatment; treatment plan;
  vital signs; vitals`
    .split(';')
    .map((title) => title.trim().replace(/\s+/g, ' ')),
);

/** Measurements that are written in capitals before a colon and are not headings. */
const measurementLabels = new Set([
  'PULSE',
  'WEIGHT',
  'HEIGHT',
  'TEMPERATURE',
  'BLOOD PRESSURE',
  'HEART RATE',
]);

const longestTitle = 80;

/**
 * The heading at the start of a line, if there is one: a Markdown heading, a well-known title (alone, or
 * before a colon), or a name in capitals (alone, or before a colon).
 */
export function headingOf(text: string, line: Span): Heading | undefined {
  const { start, end } = trimmed(text, line);
  if (start === end) return undefined;
  if (text.charCodeAt(start) === 35) return markdownHeading(text, { start, end });
  const head = text.slice(start, Math.min(end, start + longestTitle + 1));
  const colon = head.indexOf(':');
  if (colon < 0) {
    if (end - start > longestTitle) return undefined;
    const title = bare(head);
    const known = knownTitles.has(title.toLowerCase()) && /^\p{Lu}/u.test(title);
    return known || isCapitals(title, 5) ? { span: { start, end }, title } : undefined;
  }
  const title = bare(head.slice(0, colon));
  const closing = /^:[*_]{0,2}/.exec(head.slice(colon))?.[0].length ?? 1;
  const span = { start, end: start + colon + closing };
  const alone = span.end === end;
  if (knownTitles.has(title.toLowerCase())) return { span, title };
  if (measurementLabels.has(title)) return undefined;
  return isCapitals(title, alone ? 4 : 5) ? { span, title } : undefined;
}

function markdownHeading(text: string, line: Span): Heading | undefined {
  const marks = /^#{1,6}(?=[ \t])/.exec(text.slice(line.start, line.start + 8))?.[0];
  if (marks === undefined || line.end - line.start > 2 * longestTitle) return undefined;
  const title = bare(textOf(text, { start: line.start + marks.length, end: line.end }).replace(/#+$/, ''));
  return title === '' ? undefined : { span: line, title };
}

/** A title without emphasis marks, colon and doubled spaces. */
function bare(title: string): string {
  return title
    .trim()
    .replace(/^[*_]{1,2}|[*_]{1,2}$|:$/g, '')
    .replace(/:$/, '')
    .trim()
    .split(/\s+/)
    .join(' ');
}

/**
 * Whether a title consists of words in capitals, with at least `letters` letters, and does not look like a
 * sentence or a value.
 */
function isCapitals(title: string, letters: number): boolean {
  if (!/^\p{Lu}[\p{Lu}\d &/(),'’-]*$/u.test(title)) return false;
  const capitals = title.match(/\p{Lu}/gu)?.length ?? 0;
  const digits = title.match(/\d/g)?.length ?? 0;
  return capitals >= letters && digits <= 2;
}
