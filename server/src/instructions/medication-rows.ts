import type { ListedMedication } from './listed-medication.js';
import type { AnnotatedText } from '../corpora/records.js';
import { contains, textOf } from '../note/span.js';
import { medicationsCall } from '../tasks/medications/medications.js';
import { annotatedNotesName } from './annotated-notes.js';
import { splitDosage } from './dosage.js';
import { medicationLists } from './listed-medications.js';
import { detailTypes, statedSentences } from './medication-status.js';
import { productRow } from './product-row.js';
import type { Made, MakeOptions } from './row.js';

const dosageParts = ['dose', 'route', 'frequency'] as const;

/** What a drug is for, which the corpus does not annotate; a time or a count is no reason. */
const reason =
  /\bfor (?!(?:the )?(?:[\w-]{1,12} ){0,2}(?:day|week|month|year|hour|minute|dose|cycle|course)s?\b)/i;

/** Other ways to ask for the medications. */
const wordings = [
  'List the drugs of the passages with dose, route, frequency, reason and status ("active", "discontinued", "neither"), each with the words that show it, as JSON: {"medications": [{"drug": …, "dose": …, "route": …, "frequency": …, "reason": …, "status": …, "evidence": [ … ]}, …]}.',
  'Which medications are named, and is each taken, stopped, or neither? Copy the words of the text into JSON: {"medications": [{"drug": …, "dose": …, "route": …, "frequency": …, "reason": …, "status": …, "evidence": [ … ]}, …]}; "" where nothing is said.',
];

/**
 * The rows that list drugs with their status: of a case report those of a sentence that says it in plain words, of an
 * invented note those of its lists. A sentence that may name a reason is left out: no corpus says which words are one.
 */
export function* medicationRows(record: AnnotatedText, options: MakeOptions): Generator<Made> {
  if (record.source === annotatedNotesName) {
    for (const [index, { passages, medications }] of medicationLists(record).entries())
      yield medicationRow(record, `${index + 1}`, passages, medications, options);
  }
  if (record.source === 'MACCROBAT2020') yield* statedRows(record, options);
}

/** Sentences of a case report. */
function* statedRows(record: AnnotatedText, options: MakeOptions): Generator<Made> {
  const byId = new Map(record.mentions.map((mention) => [mention.id, mention]));
  for (const { index, span, text, drugs } of statedSentences(record)) {
    if (reason.test(text)) continue;
    const medications = drugs.flatMap(({ mention, status, said }): ListedMedication[] => {
      const found = { dose: '', route: '', frequency: '', reason: '' };
      let whole = said;
      for (const { type, head, tail } of record.relations) {
        const by = byId.get(head);
        if (type !== 'MODIFY' || tail !== mention.id || !by || !detailTypes.includes(by.type)) continue;
        const [place, ...more] = by.spans;
        const parts = splitDosage(textOf(record.text, place));
        if (!parts || more.length > 0 || !contains(span, place)) return [];
        for (const name of dosageParts) {
          if (parts[name] !== '' && found[name] !== '') return [];
          found[name] ||= parts[name];
        }
        whole = { start: Math.min(whole.start, place.start), end: Math.max(whole.end, place.end) };
      }
      const drug = textOf(record.text, mention.spans[0]);
      return [{ drug, ...found, status, evidence: [textOf(record.text, whole).trim()] }];
    });
    if (medications.length < drugs.length) continue;
    yield medicationRow(record, `${index + 1}`, [{ text }], medications, options);
  }
}

/** The row of passages with all their drugs. */
export function medicationRow(
  record: AnnotatedText,
  place: string,
  passages: readonly { readonly text: string; readonly heading?: string | undefined }[],
  medications: readonly ListedMedication[],
  options: MakeOptions,
): Made {
  const content = {
    id: `${record.id}#medications:${place}`,
    task: 'information-extraction',
    output: { medications },
    wordings,
    shown: passages.map(({ text }) => text),
  } as const;
  return productRow(
    record,
    medicationsCall(passages),
    content,
    options,
    (value) =>
      value.length === medications.length &&
      value.every(({ quotes }, each) => quotes.length === medications[each]?.evidence.length),
  );
}
