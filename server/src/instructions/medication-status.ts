import type { AnnotatedText, GoldMention } from '../corpora/records.js';
import { parseNote } from '../note/parse.js';
import { contains, textOf, type Span } from '../note/span.js';
import type { MedicationStatus } from '../tasks/medications/medications.js';

/** A drug of a sentence, of which the sentence says in plain words whether it is taken. */
export interface StatedDrug {
  readonly mention: GoldMention;
  readonly status: MedicationStatus;
  /** The drug with the words that say it, as offsets into the text. */
  readonly said: Span;
}

/** A sentence that says of each of its drugs whether it is taken. */
export interface StatedSentence {
  /** From 0. */
  readonly index: number;
  readonly span: Span;
  readonly text: string;
  readonly drugs: readonly StatedDrug[];
}

const stoppedBefore =
  /\b(?:discontinued|stopped|withdrew|withheld|discontinuing|stopping|discontinuation of|cessation of|withdrawal of) (?:the |his |her |all )?$/i;
const stoppedAfter =
  /^ (?:(?:therapy|treatment|administration) )?(?:was|were|had been) (?:then |subsequently |immediately |also )?(?:discontinued|stopped|withdrawn|withheld|ceased|suspended|terminated)\b/i;
const givenBefore =
  /\b(?:treated with|started on|begun on|discharged on|given|received|receives|receiving|administered|prescribed|commenced on|taking|took|maintained on|therapy with|treatment with) (?:[\w-]{1,20} ){0,4}$/i;
const givenAfter =
  /^ (?:(?:therapy|treatment) )?(?:was|were) (?:then |subsequently |also |promptly |immediately )?(?:administered|given|started|initiated|prescribed|commenced|added|continued|resumed)\b/i;
const allergicBefore = /\ballerg(?:y|ic) to (?:the )?$/i;

/** Words beside which a drug that is given need not be given to this patient, or not any more. */
const unsure =
  /\b(?:no|not|never|without|denied|refused|declined|consider\w*|recommend\w*|prior|previous\w*|before|if|should|would|could|until|planned|instead|changed|switched|replaced)\b/i;

/** The types of MACCROBAT2020 for what is said of a drug; it does not divide a dose from its frequency. */
export const detailTypes: readonly string[] = ['Dosage', 'Administration', 'Frequency'];

/** What may stand between two drugs of one list. */
const listing = /^(?:\s|,|;|\/|\band\b|\bplus\b|\btogether with\b|\bas well as\b)+$/i;

/**
 * The sentences of a case report that say of each of their drugs whether it was given or stopped, or that the patient is
 * allergic to it. The corpus does not annotate this: it is read from wordings that leave no doubt, and sentences with a
 * drug of which they say neither are left out.
 */
export function statedSentences({ text, mentions }: AnnotatedText): StatedSentence[] {
  const withoutDetails = mentions
    .filter(({ type }) => detailTypes.includes(type))
    .flatMap(({ spans }) => spans)
    .reduce((left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end), text);
  return parseNote('', 0, text).sentences.flatMap(({ span }, index) => {
    const sentence = textOf(text, span);
    const drugs = mentions
      .filter(({ type, spans }) => type === 'Medication' && spans.some((each) => contains(span, each)))
      .sort((a, b) => a.spans[0].start - b.spans[0].start);
    if (drugs.length === 0 || drugs.some(({ spans }) => spans.length > 1) || unsure.test(sentence)) return [];
    const stated = statedDrugs(text, withoutDetails, span, drugs);
    return stated.length === drugs.length ? [{ index, span, text: sentence, drugs: stated }] : [];
  });
}

function statedDrugs(
  text: string,
  withoutDetails: string,
  sentence: Span,
  drugs: readonly GoldMention[],
): StatedDrug[] {
  const alone = drugs.map((mention) => {
    const [{ start, end }] = mention.spans;
    const found = statusOf(text.slice(sentence.start, start), text.slice(end, sentence.end));
    return found && { status: found.status, said: { start: start - found.before, end: end + found.after } };
  });
  const known: StatedDrug[] = [];
  for (const [place, mention] of drugs.entries()) {
    const own = alone[place] ?? alone[listedWith(withoutDetails, drugs, alone, place)];
    const [span] = mention.spans;
    if (!own) continue;
    const said = { start: Math.min(own.said.start, span.start), end: Math.max(own.said.end, span.end) };
    known.push({ mention, status: own.status, said });
  }
  return known;
}

/** The place of a drug with a status in whose list another stands; -1 if there is none. */
function listedWith(
  text: string,
  drugs: readonly GoldMention[],
  alone: readonly ({ readonly status: MedicationStatus } | undefined)[],
  place: number,
): number {
  const isListed = (first: number, second: number): boolean => {
    const [from, to] = [drugs[first]?.spans[0].end ?? 0, drugs[second]?.spans[0].start ?? 0];
    return listing.test(text.slice(from, to).replace(/\([^()]{0,80}\)/g, ' '));
  };
  for (let before = place; before > 0 && isListed(before - 1, before); before--) {
    if (alone[before - 1]) return before - 1;
  }
  for (let after = place; after + 1 < drugs.length && isListed(after, after + 1); after++) {
    if (alone[after + 1]) return after + 1;
  }
  return -1;
}

/** The status, with how far the words that say it reach before and after the drug. */
function statusOf(
  before: string,
  after: string,
): { readonly status: MedicationStatus; readonly before: number; readonly after: number } | undefined {
  const allergic = allergicBefore.exec(before);
  if (allergic) return { status: 'neither', before: allergic[0].length, after: 0 };
  const stopped = [stoppedBefore.exec(before)?.[0].length ?? 0, stoppedAfter.exec(after)?.[0].length ?? 0];
  const given = [givenBefore.exec(before)?.[0].length ?? 0, givenAfter.exec(after)?.[0].length ?? 0];
  const [isStopped, isGiven] = [stopped, given].map((lengths) => lengths.some((length) => length > 0));
  if (isStopped === isGiven) return undefined;
  const [left = 0, right = 0] = isStopped === true ? stopped : given;
  return { status: isStopped === true ? 'discontinued' : 'active', before: left, after: right };
}
