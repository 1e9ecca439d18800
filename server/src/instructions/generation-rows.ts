import type { WrittenText } from '../corpora/records.js';
import { findSentences } from '../note/sentences.js';
import { textOf } from '../note/span.js';
import { mostQuotes } from '../tasks/cited/sentence.js';
import { dialogueCall, mostLines, visitSections, type VisitSection } from '../tasks/dialogue/dialogue.js';
import { turnsOf } from '../tasks/dialogue/turns.js';
import { splitWords } from '../tasks/ner/words.js';
import { behind } from './behind.js';
import { productRow } from './product-row.js';
import type { Made, MakeOptions } from './row.js';
import { longestText, made } from './text-rows.js';

/** Our sections for those of the corpora. */
const sections: Readonly<Record<string, VisitSection>> = {
  'chief complaint': 'Chief Complaint',
  'history of present illness': 'History of Present Illness',
  'past medical history': 'Past Medical History',
  'past surgical history': 'Past Medical History',
  medications: 'Medications',
  allergies: 'Allergies',
  'review of systems': 'Review of Systems',
  'physical examination': 'Physical Exam',
  'physical exam': 'Physical Exam',
  imaging: 'Results',
  'laboratory results': 'Results',
  results: 'Results',
  assessment: 'Assessment',
  diagnosis: 'Assessment',
  plan: 'Plan',
};

const lineWordings = [
  `Write note lines from the numbered turns, each in a section (${visitSections.join(', ')}) and with the numbers of the turns that say it, as JSON: {"lines": [{"section": …, "text": …, "turns": [ … ]}, …]}.`,
  'Turn the conversation into lines of a clinical note. Reply with {"lines": [{"section": …, "text": …, "turns": [ … ]}, …]}, where "turns" are the numbers of one to four turns behind the line.',
];

const conclusionWordings = [
  'State the conclusion of this study in one or two sentences, from its background, methods and results.',
  'Summarize what the study found. Rest on the abstract alone.',
  'Write the last sentences of the abstract, which draw its conclusion.',
] as const;

/**
 * The rows that write from a text, beside those of the text as a whole: lines of a note with the turns behind them, the
 * sections of a visit's note, and conclusions of abstracts. Conclusions come without evidence, since nobody annotated it:
 * sentences of an abstract that share the words of its conclusion are often its aim.
 */
export function* generationRows(record: WrittenText, options: MakeOptions): Generator<Made> {
  if (record.source === 'MTS-Dialog') yield* lineRow(record, options);
  if (record.source === 'ACI-Bench') yield* sectionRows(record, options);
  if (record.source !== 'PubMedQA') return;
  const { id, given, written } = record;
  const content = { id: `${id}#conclusion`, task: 'generation', input: given, output: written } as const;
  yield made(record, content, conclusionWordings, [given], options);
}

/**
 * A note as the product writes it. Which turns a line rests on is not annotated: they are those that share its words, and a
 * note with a line of which too few words were said gives no row.
 */
function* lineRow(record: WrittenText, options: MakeOptions): Generator<Made> {
  const section = sections[record.request];
  if (section === undefined) return;
  const turns = turnsOf(record.given);
  const texts = turns.map(({ text }) => text);
  const sentences = sentencesOf(record.written);
  const lines = sentences.flatMap((text) => {
    const found = behind(text, texts, mostQuotes);
    return found ? [{ section, text, turns: found.map((turn) => turn + 1) }] : [];
  });
  if (lines.length === 0 || lines.length < sentences.length || lines.length > mostLines) return;
  const content = {
    id: `${record.id}#dialogue`,
    task: 'generation',
    output: { lines },
    wordings: lineWordings,
    shown: [record.given],
  } as const;
  yield productRow(record, dialogueCall(turns), content, options, (value) => value.length === lines.length);
}

/** A line in capitals, as the notes of ACI-Bench head their sections. */
const heading = /^[A-Z][A-Z /&]{3,40}:?$/;

/** Each section of a visit's note, from the whole conversation. */
function* sectionRows(record: WrittenText, options: MakeOptions): Generator<Made> {
  const { id, given, written } = record;
  if (splitWords(given).length > longestText) return;
  for (const { title, text } of headedSections(written)) {
    const name = title.toLowerCase();
    const content = { id: `${id}#section:${name}`, task: 'generation', input: given, output: text } as const;
    const wordings = [
      `Write the section “${name}” of the clinical note from this conversation.`,
      `Summarize what the visit says for the note, under the heading ${name}.`,
      `Fill in the ${name} of the medical record from what doctor and patient say.`,
    ] as const;
    yield made(record, content, wordings, [given], options);
  }
}

/** The sections of a note with text; a title that comes twice is none that could be asked for. */
function headedSections(note: string): { readonly title: string; readonly text: string }[] {
  const found: { title: string; lines: string[] }[] = [];
  for (const line of note.split('\n')) {
    const plain = line.trim();
    if (heading.test(plain)) found.push({ title: plain.replace(':', ''), lines: [] });
    else found.at(-1)?.lines.push(line);
  }
  const titles = found.map(({ title }) => title);
  return found
    .map(({ title, lines }) => ({ title, text: lines.join('\n').trim() }))
    .filter(({ title, text }) => text !== '' && titles.indexOf(title) === titles.lastIndexOf(title));
}

function sentencesOf(text: string): string[] {
  const whole = { span: { start: 0, end: text.length }, title: undefined, heading: undefined };
  return findSentences(text, [whole]).map(({ span }) => textOf(text, span).replace(/\s+/g, ' ').trim());
}
