import type { StatementPair } from './candidates.js';

/** The cosine from which on two statements speak of like things. */
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
 * @param directions of each statement, `undefined` where it is not known.
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
 * Joins pairs that share traits with pairs that are near in meaning, each once, at most `most`: of the places a third
 * is for the latter, and what one kind leaves free is for the other.
 */
export function joinPairs(
  byTraits: readonly StatementPair[],
  near: readonly StatementPair[],
  most: number,
): StatementPair[] {
  const nameOf = ({ premise, hypothesis }: StatementPair): string => `${premise} ${hypothesis}`;
  const known = new Set(byTraits.map(nameOf));
  const others = near.filter((pair) => !known.has(nameOf(pair)));
  const reserved = Math.min(others.length, Math.ceil(most / 3));
  const first = byTraits.slice(0, most - reserved);
  return [...first, ...others.slice(0, most - first.length)];
}
