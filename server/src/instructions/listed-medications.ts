import type { AnnotatedText, GoldMention } from '../corpora/records.js';
import type { Sentence } from '../note/note.js';
import { parseNote } from '../note/parse.js';
import { contains, textOf, type Span } from '../note/span.js';
import { splitDosage } from './dosage.js';
import type { ListedMedication } from './listed-medication.js';

/** A list of drugs in a note: its sentences, and every drug with its status. */
export interface MedicationList {
  readonly passages: readonly { readonly text: string; readonly heading?: string }[];
  readonly medications: readonly ListedMedication[];
}

/** The headings, or the first words of a line, of what the patient takes or is to take. */
const taken =
  /^(?:(?:current|regular|home|discharge|her|his|usual|present|daily|other)\s)?(?:medications?|medicines?|meds|drugs)(?:\s(?:on|at) (?:discharge|arrival|admission|home)|\sto (?:continue|take away))?(?::|$)/i;
/** The same of what the patient must not have. */
const untaken = /^(?:(?:drug|confirmed|known|medication)\s)?(?:allerg(?:y|ies)|allergic to)(?::|$)/i;

/** What people are allergic to that is no drug. */
const noDrug = /\b(?:latex|tape|plasters?|elastoplast)\b/i;

/** What may stand around the drugs of a list without saying anything of them. */
const nothing =
  /[\s.;,:()•*·/–-]+|\b\d{1,4}[.)]?|\b(?:and|plus|for|her|his|the|with|caused|causes|reaction|since|in)\b/gi;

/**
 * The lists of drugs of an invented note: sentences of which nothing is left beside drugs, dosages and problems, below a
 * heading or behind a label that says what the list is. Drugs of a list of medications are active, those of a list of
 * allergies neither. A dosage of which dose, route and frequency cannot be told apart ends a list.
 */
export function medicationLists({ text, mentions }: AnnotatedText): MedicationList[] {
  const { sections, sentences } = parseNote('', 0, text);
  const lists: (MedicationList & { readonly passages: { text: string; heading?: string }[] })[] = [];
  let open: { readonly section: number; readonly medications: ListedMedication[] } | undefined;
  for (const [index, sentence] of sentences.entries()) {
    const { section } = sentence;
    const title = sections[section]?.title;
    const shown = textOf(text, sentence.span);
    const label = labelOf(shown);
    const isFirst = sentences[index - 1]?.section !== section;
    const isBelow = title !== undefined && (isFirst || open?.section === section);
    const status = statusIn(label ?? '') ?? (isBelow ? statusIn(title) : undefined);
    const items = status && itemsOf(text, sentence, mentions, label?.length ?? 0, status);
    if (!items || items.length === 0) {
      open = undefined;
      continue;
    }
    const passage = { text: shown, ...(title !== undefined && { heading: title }) };
    if (open?.section === section && label === undefined) {
      open.medications.push(...items);
      lists.at(-1)?.passages.push(passage);
    } else {
      open = { section, medications: [...items] };
      lists.push({ passages: [passage], medications: open.medications });
    }
  }
  return lists;
}

/** The words before a colon near the beginning, with it. */
function labelOf(sentence: string): string | undefined {
  return /^[\p{L}\s]{3,40}:/u.exec(sentence)?.[0];
}

function statusIn(label: string): 'active' | 'neither' | undefined {
  if (untaken.test(label.trim())) return 'neither';
  return taken.test(label.trim()) ? 'active' : undefined;
}

/** The drugs of a sentence; `undefined` if it says anything that a list does not. */
function itemsOf(
  text: string,
  { span }: Sentence,
  mentions: readonly GoldMention[],
  labelled: number,
  status: 'active' | 'neither',
): ListedMedication[] | undefined {
  const inside = mentions
    .filter(({ type, spans }) => type !== 'anatomy' && spans.some((each) => contains(span, each)))
    .sort((a, b) => a.spans[0].start - b.spans[0].start);
  let left = '';
  let from = span.start + labelled;
  for (const { type, spans } of inside) {
    if (!['treatment', 'dosage', 'problem'].includes(type) || spans.length > 1) return undefined;
    left += ` ${text.slice(from, spans[0].start)}`;
    from = Math.max(from, spans[0].end);
  }
  if (`${left} ${text.slice(from, span.end)}`.replace(nothing, '') !== '') return undefined;
  const items: ListedMedication[] = [];
  for (const [place, { type, spans }] of inside.entries()) {
    if (type !== 'treatment') {
      // What stands before the first drug may be said of all of them, or of none.
      if (items.length === 0) return undefined;
      continue;
    }
    const next = inside.findIndex((other, at) => at > place && other.type === 'treatment');
    const item = itemOf(text, spans[0], inside.slice(place + 1, next < 0 ? undefined : next), status);
    if (!item) return undefined;
    items.push(item);
  }
  return items;
}

/** A drug with what stands behind it: a dosage and what it is for, or how the patient reacts to it. */
function itemOf(
  text: string,
  drug: Span,
  behind: readonly GoldMention[],
  status: 'active' | 'neither',
): ListedMedication | undefined {
  const said = (type: string): Span[] =>
    behind.filter((mention) => mention.type === type).map(({ spans }) => spans[0]);
  const [dosages, problems] = [said('dosage'), said('problem')];
  if (dosages.length > 1 || problems.length > 1) return undefined;
  if (noDrug.test(textOf(text, drug))) return undefined;
  const [dosage, problem] = [dosages[0], problems[0]];
  const parts = dosage ? splitDosage(textOf(text, dosage)) : { dose: '', route: '', frequency: '' };
  if (!parts) return undefined;
  const end = Math.max(drug.end, dosage?.end ?? 0, problem?.end ?? 0);
  return {
    drug: textOf(text, drug),
    ...parts,
    reason: status === 'active' && problem ? textOf(text, problem) : '',
    status,
    evidence: [textOf(text, { start: drug.start, end })],
  };
}
