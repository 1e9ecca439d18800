import type { AnnotatedText } from '../../corpora/records.js';
import type { Mention } from '../../tasks/ner/entity.js';
import type { Asking } from '../asking/asking.js';
import { relate, type Related } from '../asking/relating.js';
import { noRelation, type RelationTask } from '../sets/data-set.js';
import type { LabelOutcome } from './label-outcome.js';
import { inputOf, pairsOf, type MentionPair } from './relation-pairs.js';

/** A unit to ask about: a pair with its gold label. */
export interface RelationUnit {
  readonly id: string;
  readonly document: string;
  readonly gold: string;
  readonly pair: MentionPair;
}

/**
 * The units of a record that relates mentions: one per gold label of a pair, and one `none` for each pair
 * without any.
 */
export function relationUnits(record: AnnotatedText, task: RelationTask): RelationUnit[] {
  const { document } = record;
  return pairsOf(record, task).flatMap((pair) => {
    const [head, tail] = [pair.head.gold.id, pair.tail.gold.id];
    const labels = record.relations
      .filter((one) => (one.head === head && one.tail === tail) || (one.head === tail && one.tail === head))
      .flatMap(({ type }) => task.labels.get(type) ?? []);
    return [...new Set(labels.length > 0 ? labels : [noRelation])].map((gold) => ({
      id: `${record.id}/${head}-${tail}`,
      document,
      gold,
      pair,
    }));
  });
}

/**
 * The gold relations of a record that no pair can represent: their mentions overlap, or are in different
 * sentences.
 */
export function unaskedRelations(
  record: AnnotatedText,
  task: RelationTask,
): { readonly document: string; readonly type: string }[] {
  const asked = new Set(
    pairsOf(record, task).flatMap(({ head, tail }) => [
      `${head.gold.id} ${tail.gold.id}`,
      `${tail.gold.id} ${head.gold.id}`,
    ]),
  );
  return record.relations.flatMap(({ type, head, tail }) => {
    const known = task.labels.get(type) ?? noRelation;
    return known === noRelation || asked.has(`${head} ${tail}`)
      ? []
      : [{ document: record.document, type: known }];
  });
}

/** Asks which relation the two mentions of a unit have. */
export async function askRelation(unit: RelationUnit, asking: Asking): Promise<LabelOutcome> {
  const { head, tail, types } = unit.pair;
  return labelled(unit, await relate(inputOf(unit.pair), head, tail, types, asking));
}

/** A unit with its answer; `undefined` if there is no usable one. */
export function labelled({ pair, ...unit }: RelationUnit, related: Related | undefined): LabelOutcome {
  const { sentence, head, tail } = pair;
  return {
    ...unit,
    ...(related ? { answer: related.code ?? noRelation } : {}),
    ...(related?.probability === undefined ? {} : { probability: related.probability }),
    shown: [marked(sentence, head, tail)],
  };
}

/** The sentence with its two mentions in brackets, for display. */
export function marked(sentence: string, head: Mention, tail: Mention): string {
  const [first, second] = head.span.start <= tail.span.start ? [head, tail] : [tail, head];
  return [
    sentence.slice(0, first.span.start),
    `[${first.text}]`,
    sentence.slice(first.span.end, second.span.start),
    `[${second.text}]`,
    sentence.slice(second.span.end),
  ].join('');
}
