import type { Mention } from '../ner/entity.js';
import type { Cue } from './cues.js';
import { cueStrength, kinshipOf, traitsOf, type Kinship, type Traits } from './traits.js';

/** A sentence with the mentions that are known in it, their spans relative to it. */
export interface Statement {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

/** Two statements worth comparing: indices, the premise the earlier; `cue` names what made them a pair. */
export interface StatementPair {
  readonly premise: number;
  readonly hypothesis: number;
  readonly cue: Cue;
}

/** The most pairs that one statement takes part in, so that no finding takes the whole allowance. */
const mostPairsOfOne = 8;

/** How many statements of the other pole, the nearest, are considered for each that holds a concept. */
const neighbours = 6;

/** Bounds the work for a note of any length; rare concepts, which say most, go first. */
const mostConsidered = 200_000;

/**
 * Chooses the pairs of a note's statements that may contradict each other, the most promising first, at most
 * `maxPairs`: they share a concept and differ in assertion, side, medication status, a value or a status word;
 * pairs that only speak of the same thing come last. An inverted index over concepts keeps the work close to
 * linear in the number of statements.
 */
export function candidatePairs(statements: readonly Statement[], maxPairs: number): StatementPair[] {
  const traits = statements.map(({ text, mentions }) => traitsOf(text, mentions));
  const holders = index(traits);
  const rarity = rarityIn(holders, statements.length);
  const seen = new Set<number>();
  const scored: (StatementPair & { readonly score: number })[] = [];
  let considered = 0;
  for (const [concept, list] of [...holders].sort(([, a], [, b]) => a.length - b.length)) {
    if (considered > mostConsidered) {
      break;
    }
    for (const [premise, hypothesis] of pairsWithin(concept, list, traits)) {
      considered += 1;
      const id = premise * statements.length + hypothesis;
      const [a, b] = [traits[premise], traits[hypothesis]];
      if (seen.has(id) || a === undefined || b === undefined) {
        continue;
      }
      seen.add(id);
      const kinship = kinshipOf(a, b, rarity);
      if (a.folded !== b.folded && isWorthwhile(kinship, a, b)) {
        scored.push({ premise, hypothesis, cue: kinship.cue, score: scoreOf(kinship, a, b) });
      }
    }
  }
  scored.sort((a, b) => b.score - a.score || a.premise - b.premise || a.hypothesis - b.hypothesis);
  return spread(scored, maxPairs);
}

/**
 * All the statements' indices in the order in which they are worth comparing with `statement`: first those
 * that share a concept with it, then the rest as the note has them. The caller takes as many as it can afford.
 */
export function rankAgainst(statement: string, statements: readonly Statement[]): number[] {
  const asked = traitsOf(statement, []);
  const traits = statements.map(({ text, mentions }) => traitsOf(text, mentions));
  const rarity = rarityIn(index(traits), statements.length);
  const scores = traits.map((other) => {
    const kinship = kinshipOf(asked, other, rarity);
    return kinship.sharedConcepts === 0 ? 0 : scoreOf(kinship, asked, other);
  });
  return [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

function index(traits: readonly Traits[]): Map<string, number[]> {
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

function rarityIn(
  holders: ReadonlyMap<string, readonly number[]>,
  statements: number,
): (concept: string) => number {
  return (concept) => Math.log(1 + statements / (holders.get(concept)?.length ?? statements));
}

/**
 * Pairs of the statements that hold one concept: each with the nearest few after it, and each with the
 * nearest few that stand at the opposite pole however far away they are.
 */
function* pairsWithin(
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
  }
}

/** The holders of a concept by pole, for its assertion and for each dimension that any of them stands in. */
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

/** Up to {@link neighbours} entries of an ascending list that lie nearest to `statement`, itself left out. */
function nearest(list: readonly number[], statement: number): number[] {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) < statement) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return list
    .slice(Math.max(0, low - neighbours), low + neighbours + 1)
    .filter((other) => other !== statement)
    .sort((a, b) => Math.abs(a - statement) - Math.abs(b - statement))
    .slice(0, neighbours);
}

/** Statements that only share a subject must share much of it. */
function isWorthwhile(kinship: Kinship, a: Traits, b: Traits): boolean {
  return (
    kinship.sharedConcepts > 0 &&
    (kinship.cue !== 'concept' || (kinship.sharedConcepts > 1 && coverage(kinship, a, b) >= 0.5))
  );
}

function scoreOf(kinship: Kinship, a: Traits, b: Traits): number {
  const share = coverage(kinship, a, b);
  return kinship.shared * (0.5 + 0.5 * share) + cueStrength[kinship.cue] * (0.25 + 0.75 * share);
}

/** How much of the statement that says less is shared. */
function coverage({ sharedConcepts }: Kinship, a: Traits, b: Traits): number {
  return sharedConcepts / Math.max(1, Math.min(a.concepts.size, b.concepts.size));
}

function spread(scored: readonly StatementPair[], maxPairs: number): StatementPair[] {
  const uses = new Map<number, number>();
  const taken: StatementPair[] = [];
  for (const { premise, hypothesis, cue } of scored) {
    if (taken.length >= maxPairs) {
      break;
    }
    const [first, second] = [uses.get(premise) ?? 0, uses.get(hypothesis) ?? 0];
    if (Math.max(first, second) < mostPairsOfOne) {
      uses.set(premise, first + 1);
      uses.set(hypothesis, second + 1);
      taken.push({ premise, hypothesis, cue });
    }
  }
  return taken;
}
