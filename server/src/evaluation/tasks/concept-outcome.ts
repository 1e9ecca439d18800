import type { AnnotatedText, GoldRelation } from '../../corpora/records.js';
import type { Asking } from '../asking/asking.js';
import { relate, type Related } from '../asking/relating.js';
import { noRelation, type RelationTask } from '../sets/data-set.js';
import { inputOf, pairsOf, type MentionPair } from './relation-pairs.js';

/** A typed relation between two concepts of a document. */
export type ConceptRelation = Omit<GoldRelation, 'between'>;

/** Which concepts a document relates in the gold, and which in the answers. */
export interface ConceptOutcome {
  readonly id: string;
  readonly document: string;
  readonly gold: readonly ConceptRelation[];
  readonly found: readonly ConceptRelation[];
  /** Gold relations whose concepts no sentence mentions together, so that they cannot be found. */
  readonly unasked: number;
  /** A readable name for each concept. */
  readonly names: Readonly<Record<string, string>>;
}

/** Treats the two orders of a pair as the same if the corpus gives no direction. */
export function relationKey({ type, head, tail }: ConceptRelation): string {
  return `${type} ${[head, tail].sort().join(' ')}`;
}

export function goldRelations(record: AnnotatedText, task: RelationTask): ConceptRelation[] {
  return record.relations.flatMap(({ type, head, tail }) => {
    const known = task.labels.get(type) ?? noRelation;
    return known === noRelation ? [] : [{ type: known, head, tail }];
  });
}

/**
 * Asks about every two concepts that a sentence mentions together, using their nearest mentions in each such
 * sentence. The document gets the relation of its most probable sentence.
 */
export function askConcepts(
  record: AnnotatedText,
  task: RelationTask,
  asking: Asking,
): Promise<ConceptOutcome> {
  return relateConcepts(record, task, (pair) =>
    relate(inputOf(pair), pair.head, pair.tail, pair.types, asking),
  );
}

/**
 * The same with any function that predicts the relation of two mentions; `undefined` if there is no usable
 * answer.
 */
export async function relateConcepts(
  record: AnnotatedText,
  task: RelationTask,
  relationOf: (pair: MentionPair) => Promise<Related | undefined>,
): Promise<ConceptOutcome> {
  const pairs = conceptPairs(record, task);
  const best = new Map<string, { readonly relation: ConceptRelation; readonly probability: number }>();
  await Promise.all(
    pairs.map(async ({ head, tail, pair }) => {
      const related = await relationOf(pair);
      if (related?.code === undefined) {
        return;
      }
      const relation = { type: related.code, head, tail };
      const probability = related.probability ?? 1;
      const key = relationKey({ ...relation, type: '' });
      const before = best.get(key);
      if (!before || before.probability < probability) {
        best.set(key, { relation, probability });
      }
    }),
  );
  const gold = goldRelations(record, task);
  const asked = new Set(pairs.map(({ head, tail }) => relationKey({ type: '', head, tail })));
  return {
    id: record.id,
    document: record.document,
    gold,
    found: Array.from(best.values(), ({ relation }) => relation),
    unasked: gold.filter((one) => !asked.has(relationKey({ ...one, type: '' }))).length,
    names: namesOf(record),
  };
}

/** Two concepts of a sentence, with the mentions that stand for them. */
export interface ConceptPair {
  readonly head: string;
  readonly tail: string;
  readonly pair: MentionPair;
}

/** All pairs of concepts in each sentence, with their nearest mentions. */
export function conceptPairs(record: AnnotatedText, task: RelationTask): ConceptPair[] {
  const nearest = new Map<string, ConceptPair & { readonly distance: number }>();
  for (const pair of pairsOf(record, task)) {
    const { sentence, head, tail } = pair;
    const distance = Math.abs(head.span.start - tail.span.start);
    for (const first of head.gold.concepts ?? []) {
      for (const second of tail.gold.concepts ?? []) {
        const key = JSON.stringify([sentence, [first, second].sort()]);
        const before = nearest.get(key);
        if (first !== second && (!before || distance < before.distance)) {
          nearest.set(key, { head: first, tail: second, pair, distance });
        }
      }
    }
  }
  return [...nearest.values()];
}

function namesOf({ text, mentions }: AnnotatedText): Record<string, string> {
  const names: Record<string, string> = {};
  for (const { concepts, spans } of mentions) {
    for (const concept of concepts ?? []) {
      names[concept] ??= text.slice(spans[0].start, spans[0].end);
    }
  }
  return names;
}
