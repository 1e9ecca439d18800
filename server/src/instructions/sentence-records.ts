import type { AnnotatedText, CorpusRecord, GoldRelation, LabelledPair } from '../corpora/records.js';
import { offsetMap, type OffsetMap } from '../formats/code-points.js';
import { parseNote } from '../note/parse.js';
import { contains, overlaps, shifted, type Span } from '../note/span.js';

/** A mention of a sentence; its offsets count code points from the sentence's start. */
export interface SentenceMention {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly assertion?: string;
}

/** A relation between two mentions of a sentence, by their places in its list. */
export interface SentenceRelation {
  readonly type: string;
  readonly head: number;
  readonly tail: number;
}

/** A sentence as an encoder is trained on it. */
export interface SentenceRecord {
  readonly kind: 'sentence';
  readonly id: string;
  readonly source: string;
  readonly split: string;
  readonly document: string;
  /** The heading that it stands under. */
  readonly heading?: string;
  readonly text: string;
  readonly mentions: readonly SentenceMention[];
  readonly relations: readonly SentenceRelation[];
  /** Types of which a mention lies here that one span cannot hold: the sentence says nothing of them. */
  readonly incomplete: readonly string[];
}

/** A pair as an encoder is trained on it. */
export interface PairRecord {
  readonly kind: 'pair';
  readonly id: string;
  readonly source: string;
  readonly split: string;
  readonly document: string;
  readonly premise: string;
  readonly hypothesis: string;
  readonly label: string;
}

/** The sentences or the pair of a record; nothing for records of another kind. */
export function sentenceRecords(record: CorpusRecord, isSentence: boolean): (SentenceRecord | PairRecord)[] {
  if (record.kind === 'pair') return [pairOf(record)];
  return record.kind === 'annotated' ? sentencesOf(record, isSentence) : [];
}

function pairOf({
  id,
  source,
  split,
  document,
  premise,
  hypothesis,
  label,
  evidence,
}: LabelledPair): PairRecord {
  return { kind: 'pair', id, source, split, document, premise: evidence ?? premise, hypothesis, label };
}

function sentencesOf(record: AnnotatedText, isSentence: boolean): SentenceRecord[] {
  const { id, source, split, document, text } = record;
  const note = parseNote('', 0, text);
  const whole = [{ span: { start: 0, end: text.length }, heading: undefined }];
  const units = isSentence
    ? whole
    : note.sentences.map(({ span, section }) => ({ span, heading: note.sections[section]?.title }));
  return units.map(({ span, heading }, index): SentenceRecord => {
    const words = text.slice(span.start, span.end);
    const points = offsetMap(words);
    const inside = record.mentions
      .filter(({ spans }) => spans.length === 1 && contains(span, spans[0]))
      .sort((a, b) => a.spans[0].start - b.spans[0].start || b.spans[0].end - a.spans[0].end);
    const cut = record.mentions.filter(
      (mention) => !inside.includes(mention) && mention.spans.some((piece) => overlaps(span, piece)),
    );
    return {
      kind: 'sentence',
      id: isSentence ? id : `${id}/s${index + 1}`,
      source,
      split,
      document,
      ...(heading !== undefined && { heading }),
      text: words,
      mentions: inside.map(({ type, spans, assertion }) => ({
        type,
        ...inPoints(shifted(spans[0], -span.start), points),
        ...(assertion !== undefined && { assertion }),
      })),
      relations: record.relations.flatMap((relation) => relationsWithin(relation, inside)),
      incomplete: [...new Set(cut.map(({ type }) => type))],
    };
  });
}

function inPoints({ start, end }: Span, points: OffsetMap): Span {
  return { start: points.toCodePoints(start), end: points.toCodePoints(end) };
}

/** A relation of concepts is stated wherever a sentence mentions both of them. */
function relationsWithin(
  { type, head, tail, between }: GoldRelation,
  mentions: AnnotatedText['mentions'],
): SentenceRelation[] {
  const places = (end: string): number[] =>
    mentions.flatMap(({ id, concepts = [] }, place) =>
      (between === 'mentions' ? id === end : concepts.includes(end)) ? [place] : [],
    );
  return places(head).flatMap((from) =>
    places(tail).flatMap((to) => (from === to ? [] : [{ type, head: from, tail: to }])),
  );
}
