import type { Mention } from '../ner/entity.js';
import { holdersOf, pairsAcross, pairsWithin, rarityIn } from './concept-index.js';
import type { Cue } from './cues.js';
import { cueStrength, kinshipOf, traitsOf, type Kinship, type Traits } from './traits.js';

/** A sentence with the mentions that are known in it, their spans relative to it. */
export interface Statement {
  readonly text: string;
  readonly mentions: readonly Mention[];
  /** Of the section of the sentence's first occurrence. */
  readonly heading?: string;
}

/** Two statements worth comparing: indices, the premise the earlier; `cue` names what made them a pair. */
export interface StatementPair {
  readonly premise: number;
  readonly hypothesis: number;
  readonly cue: Cue;
}

/** The pairs to compare, the most telling first, and how many candidates were left out. */
export interface ChosenPairs {
  readonly pairs: readonly StatementPair[];
  readonly leftOut: number;
}

/** The maximum number of pairs per statement, so no finding takes the whole allowance. */
const mostPairsOfOne = 8;

/** Bounds the work for a note of any length; rare concepts, which say most, go first. */
const mostConsidered = 200_000;

/**
 * Chooses the pairs of a note's statements that may contradict each other, the most promising first, at most
 * `maxPairs`: they share a concept and differ in assertion, side, medication status, a value or a status word;
 * pairs that only speak of the same thing come last. An inverted index over concepts keeps the work close to
 * linear in the number of statements.
 */
export function candidatePairs(statements: readonly Statement[], maxPairs: number): ChosenPairs {
  return choose(traitsOfAll(statements), maxPairs, pairsWithin);
}

/**
 * Chooses pairs across two notes in the same way: `premise` is an index into `first`, `hypothesis` into `second`.
 */
export function candidatePairsBetween(
  first: readonly Statement[],
  second: readonly Statement[],
  maxPairs: number,
): ChosenPairs {
  const both = [...traitsOfAll(first), ...traitsOfAll(second)];
  const across: PairsOf = (concept, list, traits) => pairsAcross(concept, list, traits, first.length);
  const { pairs, leftOut } = choose(both, maxPairs, across);
  return {
    pairs: pairs.map((pair) => ({ ...pair, hypothesis: pair.hypothesis - first.length })),
    leftOut,
  };
}

/**
 * The statements' indices in the order in which they are worth comparing with `statement`: first those that share a
 * concept with it, then, but for `relatedOnly`, the rest as the note has them. The caller takes as many as it can
 * afford.
 */
export function rankAgainst(
  statement: string,
  statements: readonly Statement[],
  { relatedOnly = false } = {},
): number[] {
  const asked = traitsOf(statement, []);
  const traits = traitsOfAll(statements);
  const rarity = rarityIn(holdersOf(traits), statements.length);
  const kinships = traits.map((other) => kinshipOf(asked, other, rarity));
  const related = kinships.map(({ sharedConcepts }) => sharedConcepts > 0);
  const scores = traits.map((other, index) => {
    const kinship = kinships[index];
    return kinship && related[index] ? scoreOf(kinship, asked, other) : 0;
  });
  const ranked = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  return relatedOnly ? ranked.filter((index) => related[index]) : ranked;
}

/** The pairs to consider among the statements that contain one concept. */
type PairsOf = (
  concept: string,
  holders: readonly number[],
  traits: readonly Traits[],
) => Iterable<readonly [number, number]>;

function choose(traits: readonly Traits[], maxPairs: number, pairsOf: PairsOf): ChosenPairs {
  const holders = holdersOf(traits);
  const rarity = rarityIn(holders, traits.length);
  const seen = new Set<number>();
  const scored: (StatementPair & { readonly score: number })[] = [];
  for (const [concept, list] of [...holders].sort(([, a], [, b]) => a.length - b.length)) {
    if (seen.size > mostConsidered) {
      break;
    }
    for (const [premise, hypothesis] of pairsOf(concept, list, traits)) {
      const id = premise * traits.length + hypothesis;
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
  const pairs = spread(scored, maxPairs);
  return { pairs, leftOut: scored.length - pairs.length };
}

function traitsOfAll(statements: readonly Statement[]): Traits[] {
  return statements.map(({ text, mentions }) => traitsOf(text, mentions));
}

/** Statements that only share a subject must share much of it. */
function isWorthwhile(kinship: Kinship, a: Traits, b: Traits): boolean {
  return (
    kinship.sharedConcepts > 0 &&
    (kinship.cue !== 'concept' || (kinship.sharedConcepts > 1 && coverage(kinship, a, b) >= 0.5))
  );
}

/**
 * How telling a pair is. A sign of opposition counts more if it is the subject of the statements: "denies fever"
 * against "has a fever" says more than two long sentences that differ in one of many findings. Shared concepts decide
 * between equals, each further one counting less, so they never outweigh the sign.
 */
function scoreOf(kinship: Kinship, a: Traits, b: Traits): number {
  const share = coverage(kinship, a, b);
  const agreement = kinship.shared / (kinship.shared + halfShared);
  const sign = cueStrength[kinship.cue] * (0.25 + 0.75 * share) * plainness(a, b);
  return sign + agreement * (0.5 + 0.5 * share);
}

/** From 1 for statements of one or two concepts down towards a half: of many findings a sign may belong to any. */
function plainness(a: Traits, b: Traits): number {
  return 0.5 + 1 / Math.max(2, a.concepts.size, b.concepts.size);
}

/** The weight of shared concepts at which they count for half of what they can. */
const halfShared = 10;

/** How much of what the two say is shared, where the one that says less counts more. */
function coverage({ sharedConcepts }: Kinship, a: Traits, b: Traits): number {
  const [less, more] = [a.concepts.size, b.concepts.size].sort((one, other) => one - other);
  return sharedConcepts / Math.max(1, 0.75 * (less ?? 0) + 0.25 * (more ?? 0));
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
