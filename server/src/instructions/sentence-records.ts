import type { AnnotatedText, CorpusRecord, GoldRelation, LabelledPair } from '../corpora/records.js';
import { offsetMap } from '../formats/code-points.js';
import { unitsOf, type Unit, type UnitMention } from './units.js';

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
  if (record.kind !== 'annotated') return [];
  return unitsOf(record, isSentence).units.map((unit) => recordOf(record, unit));
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

function recordOf(
  { source, split, document, relations }: AnnotatedText,
  { id, text, heading, mentions, incomplete }: Unit,
): SentenceRecord {
  const points = offsetMap(text);
  return {
    kind: 'sentence',
    id,
    source,
    split,
    document,
    ...(heading !== undefined && { heading }),
    text,
    mentions: mentions.map(({ type, span, assertion }) => ({
      type,
      start: points.toCodePoints(span.start),
      end: points.toCodePoints(span.end),
      ...(assertion !== undefined && { assertion }),
    })),
    relations: relations.flatMap((relation) => relationsWithin(relation, mentions)),
    incomplete: [...incomplete],
  };
}

/** A relation of concepts is stated wherever a sentence mentions both of them. */
function relationsWithin(
  { type, head, tail, between }: GoldRelation,
  mentions: readonly UnitMention[],
): SentenceRelation[] {
  const places = (end: string): number[] =>
    mentions.flatMap(({ id, concepts }, place) =>
      (between === 'mentions' ? id === end : concepts.includes(end)) ? [place] : [],
    );
  return places(head).flatMap((from) =>
    places(tail).flatMap((to) => (from === to ? [] : [{ type, head: from, tail: to }])),
  );
}
