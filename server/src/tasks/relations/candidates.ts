import { countWhile } from '../../note/count-while.js';
import { overlaps } from '../../note/span.js';
import type { Mention } from '../ner/entity.js';
import { splitWords } from '../ner/words.js';
import type { RelationType, Schema } from '../schema.js';

/** Two mentions of a sentence that a model is asked about, directed, with the relations their types allow. */
export interface RelationCandidate {
  /** Indices into the sentence's mentions. */
  readonly head: number;
  readonly tail: number;
  /** Never empty. */
  readonly types: RelationType[];
}

/** Mentions further apart than this, in words between them, are rarely related and cost a call each. */
export const maxWordsBetween = 20;

/** The most pairs of one sentence: a list of twenty findings must not become two hundred calls. */
export const maxPairsPerSentence = 12;

/**
 * Chooses the pairs of a sentence that are worth a call: typed as `schema` allows, close together, nearest first.
 * Assertion plays no part: a treatment can be given to prevent an absent problem. Between two mentions of the same
 * type, the direction follows the text; otherwise the relation's types determine it.
 *
 * @param mentions spans relative to `sentence`, in any order.
 */
export function relationCandidates(
  sentence: string,
  mentions: readonly Mention[],
  schema: Schema,
): RelationCandidate[] {
  const wordStarts = splitWords(sentence).map((word) => word.span.start);
  const inOrder = [...mentions.entries()].sort(([, a], [, b]) => a.span.start - b.span.start);
  const found: { candidate: RelationCandidate; distance: number; at: number }[] = [];
  for (const [position, [firstIndex, first]] of inOrder.entries()) {
    const firstEnd = countWhile(wordStarts, (start) => start < first.span.end);
    for (const [secondIndex, second] of inOrder.slice(position + 1)) {
      const distance = countWhile(wordStarts, (start) => start < second.span.start) - firstEnd;
      if (distance > maxWordsBetween) {
        break;
      }
      if (overlaps(first.span, second.span) || sameConcept(first, second)) {
        continue;
      }
      for (const [head, tail] of directions(first, second)) {
        const types = allowedBetween(schema, head.type, tail.type);
        if (types.length > 0) {
          const candidate =
            head === first
              ? { head: firstIndex, tail: secondIndex, types }
              : { head: secondIndex, tail: firstIndex, types };
          found.push({ candidate, distance, at: first.span.start });
        }
      }
    }
  }
  return found
    .sort((a, b) => a.distance - b.distance || a.at - b.at)
    .slice(0, maxPairsPerSentence)
    .map(({ candidate }) => candidate);
}

function allowedBetween(schema: Schema, head: string, tail: string): RelationType[] {
  return schema.relations.filter((relation) => relation.head === head && relation.tail === tail);
}

function directions(first: Mention, second: Mention): (readonly [Mention, Mention])[] {
  return first.type === second.type
    ? [[first, second]]
    : [
        [first, second],
        [second, first],
      ];
}

/** "pain … pain" is one problem named twice, not one that indicates another. */
function sameConcept(a: Mention, b: Mention): boolean {
  return a.type === b.type && a.text.toLowerCase() === b.text.toLowerCase();
}
