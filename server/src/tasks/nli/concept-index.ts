import { countWhile } from '../../note/count-while.js';
import type { Traits } from './traits.js';

/** How many of the nearest statements are considered for each statement that contains a concept. */
const neighbours = 6;

/** Which statements contain each concept: ascending indices. */
export function holdersOf(traits: readonly Traits[]): Map<string, number[]> {
  const holders = new Map<string, number[]>();
  for (const [statement, { concepts }] of traits.entries()) {
    for (const concept of concepts.keys()) {
      const list = holders.get(concept);
      if (list === undefined) {
        holders.set(concept, [statement]);
      } else {
        list.push(statement);
      }
    }
  }
  return holders;
}

/** Weighs a concept by how few of the statements contain it. */
export function rarityIn(
  holders: ReadonlyMap<string, readonly number[]>,
  statements: number,
): (concept: string) => number {
  return (concept) => Math.log(1 + statements / (holders.get(concept)?.length ?? statements));
}

/**
 * Pairs of the statements that contain one concept: each with the nearest few after it, each with the nearest few at
 * the opposite pole however far away, and, at either pole, those that say little else with each other.
 */
export function* pairsWithin(
  concept: string,
  list: readonly number[],
  traits: readonly Traits[],
): Generator<[number, number]> {
  for (const [position, premise] of list.entries()) {
    for (const hypothesis of list.slice(position + 1, position + 1 + neighbours)) {
      yield [premise, hypothesis];
    }
  }
  if (list.length <= neighbours + 1) {
    return;
  }
  for (const [one, other] of opposedWithin(concept, list, traits)) {
    const [few, many] = one.length <= other.length ? [one, other] : [other, one];
    for (const statement of few) {
      for (const opposite of nearest(many, statement)) {
        yield statement < opposite ? [statement, opposite] : [opposite, statement];
      }
    }
    for (const statement of plainest(one, traits)) {
      for (const opposite of plainest(other, traits)) {
        if (statement !== opposite) {
          yield statement < opposite ? [statement, opposite] : [opposite, statement];
        }
      }
    }
  }
}

/** Up to {@link neighbours} statements that say the least beside the concept. */
function plainest(list: readonly number[], traits: readonly Traits[]): number[] {
  return list
    .toSorted((a, b) => (traits[a]?.concepts.size ?? 0) - (traits[b]?.concepts.size ?? 0) || a - b)
    .slice(0, neighbours);
}

/**
 * The statements that contain a concept, by pole, for its assertion and for each dimension in which any of them has
 * one.
 */
function opposedWithin(
  concept: string,
  list: readonly number[],
  traits: readonly Traits[],
): Iterable<[number[], number[]]> {
  const sides = new Map<number | 'assertion', [number[], number[]]>();
  const stand = (dimension: number | 'assertion', pole: 0 | 1, statement: number): void => {
    const both = sides.get(dimension) ?? [[], []];
    sides.set(dimension, both);
    both[pole].push(statement);
  };
  for (const statement of list) {
    for (const [dimension, pole] of traits[statement]?.poles ?? []) {
      stand(dimension, pole, statement);
    }
    const negated = traits[statement]?.concepts.get(concept)?.negated;
    if (negated !== undefined) {
      stand('assertion', negated ? 1 : 0, statement);
    }
  }
  return sides.values();
}

/** Up to {@link neighbours} entries of an ascending list that are nearest to `statement`, excluding itself. */
function nearest(list: readonly number[], statement: number): number[] {
  const place = countWhile(list, (other) => other < statement);
  return list
    .slice(Math.max(0, place - neighbours), place + neighbours + 1)
    .filter((other) => other !== statement)
    .sort((a, b) => Math.abs(a - statement) - Math.abs(b - statement))
    .slice(0, neighbours);
}

/**
 * The same across two notes, whose statements are below `boundary` and from it on. Neighbours are those at a similar
 * place in the other note, since notes of one patient have a similar structure.
 */
export function* pairsAcross(
  concept: string,
  list: readonly number[],
  traits: readonly Traits[],
  boundary: number,
): Generator<[number, number]> {
  yield* likePlaced(list, list, boundary);
  for (const [one, other] of opposedWithin(concept, list, traits)) {
    for (const [here, there] of [
      [one, other],
      [other, one],
    ] as const) {
      yield* likePlaced(here, there, boundary);
      const first = here.filter((at) => at < boundary);
      const second = there.filter((at) => at >= boundary);
      for (const statement of plainest(first, traits)) {
        for (const opposite of plainest(second, traits)) yield [statement, opposite];
      }
    }
  }
}

function* likePlaced(
  one: readonly number[],
  other: readonly number[],
  boundary: number,
): Generator<[number, number]> {
  const [first, second] = [one.filter((at) => at < boundary), other.filter((at) => at >= boundary)];
  const [few, many] = first.length <= second.length ? [first, second] : [second, first];
  for (const [position, statement] of few.entries()) {
    const start = Math.floor((position / few.length) * Math.max(0, many.length - neighbours + 1));
    for (const opposite of many.slice(start, start + neighbours)) {
      yield statement < opposite ? [statement, opposite] : [opposite, statement];
    }
  }
}
