import type { StatementPair } from './candidates.js';

/** The cosine from which two statements are about similar things. */
const leastSimilarity = 0.35;

/** The most statements of which all pairs are looked at; the pairs of more would keep others waiting. */
export const mostCompared = 300;

/** The most near pairs that one statement takes part in. */
const mostPairsOfOne = 4;

/** The cosine of two directions, 0 where one is not known. */
export function similarity(one: readonly number[] | undefined, other: readonly number[] | undefined): number {
  if (!one || one.length !== other?.length) return 0;
  let [product, first, second] = [0, 0, 0];
  for (const [index, a] of one.entries()) {
    const b = other[index] ?? 0;
    product += a * b;
    first += a * a;
    second += b * b;
  }
  return first > 0 && second > 0 ? product / Math.sqrt(first * second) : 0;
}

/**
 * The pairs of a note's statements that are nearest in meaning, the nearest first, at most `most`: "first pregnancy"
 * and "previous caesarean" share no word. None in a note of more than {@link mostCompared} statements.
 *
 * @param directions of each statement, `undefined` if it is not known.
 */
export function nearPairs(
  directions: readonly (readonly number[] | undefined)[],
  most: number,
): StatementPair[] {
  if (directions.length > mostCompared) return [];
  const found: { pair: StatementPair; near: number }[] = [];
  for (const [premise, one] of directions.entries()) {
    for (const [offset, other] of directions.slice(premise + 1).entries()) {
      const near = similarity(one, other);
      if (near >= leastSimilarity) {
        found.push({ pair: { premise, hypothesis: premise + 1 + offset, cue: 'meaning' }, near });
      }
    }
  }
  const uses = new Map<number, number>();
  return found
    .sort((a, b) => b.near - a.near)
    .flatMap(({ pair }) => {
      const ends = [pair.premise, pair.hypothesis];
      if (ends.some((end) => (uses.get(end) ?? 0) >= mostPairsOfOne)) return [];
      for (const end of ends) uses.set(end, (uses.get(end) ?? 0) + 1);
      return [pair];
    })
    .slice(0, most);
}

/**
 * Joins pairs with opposed claims, pairs that share traits, and pairs that are near in meaning, each once, at most
 * `most`: the first kind first; of the places left a third is for the last, and what one kind leaves free is for the
 * other.
 */
export function joinPairs(
  byClaims: readonly StatementPair[],
  byTraits: readonly StatementPair[],
  near: readonly StatementPair[],
  most: number,
): StatementPair[] {
  const nameOf = ({ premise, hypothesis }: StatementPair): string => `${premise} ${hypothesis}`;
  const claimed = new Set(byClaims.map(nameOf));
  const related = byTraits.filter((pair) => !claimed.has(nameOf(pair)));
  const known = new Set([...byClaims, ...byTraits].map(nameOf));
  const others = near.filter((pair) => !known.has(nameOf(pair)));
  const first = byClaims.slice(0, most);
  const left = most - first.length;
  const reserved = Math.min(others.length, Math.ceil(left / 3));
  const second = related.slice(0, left - reserved);
  return [...first, ...second, ...others.slice(0, left - second.length)];
}
