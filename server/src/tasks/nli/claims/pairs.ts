import type { Statement, StatementPair } from '../candidates.js';
import { areOpposed, type Claim } from './claim.js';
import { claimsOf } from './claims.js';

/** The maximum number of pairs per statement: a denied drug may be named on every line. */
const mostPairsOfOne = 3;

/** The maximum number of statements per topic, so the work stays linear in a note of repeated lines. */
const mostOfOneTopic = 100;

/** A claim, and the index of the statement that makes it. */
interface Made {
  readonly claim: Claim;
  readonly index: number;
}

/**
 * Finds the pairs of statements whose claims are opposed. It keeps what it has read: a note is looked at again after
 * every edit.
 */
export class ClaimPairs {
  #known = new Map<string, readonly Claim[]>();

  /** The pairs among a note's statements, in the order of the note. */
  of(statements: readonly Statement[]): StatementPair[] {
    const read = statements.map(({ text, heading }, index) => {
      const before = statements[index - 1]?.text;
      const key = JSON.stringify([text, heading, before]);
      return { key, claims: this.#known.get(key) ?? claimsOf(text, heading, before) };
    });
    this.#known = new Map(read.map(({ key, claims }) => [key, claims]));
    const topics = new Map<string, Made[]>();
    for (const [index, { claims }] of read.entries()) {
      for (const claim of claims) {
        const made = topics.get(claim.topic) ?? [];
        topics.set(claim.topic, made);
        if (made.length < mostOfOneTopic) made.push({ claim, index });
      }
    }
    return opposedPairs(topics.values());
  }
}

function opposedPairs(topics: Iterable<readonly Made[]>): StatementPair[] {
  const found = new Map<string, StatementPair>();
  const uses = new Map<number, number>();
  for (const made of topics) {
    for (const [at, one] of made.entries()) {
      for (const other of made.slice(at + 1)) {
        const [premise, hypothesis] = [one.index, other.index];
        const name = `${premise} ${hypothesis}`;
        const isUsedUp = [premise, hypothesis].some((index) => (uses.get(index) ?? 0) >= mostPairsOfOne);
        if (premise === hypothesis || isUsedUp || found.has(name) || !areOpposed(one.claim, other.claim)) {
          continue;
        }
        for (const index of [premise, hypothesis]) uses.set(index, (uses.get(index) ?? 0) + 1);
        found.set(name, { premise, hypothesis, cue: 'claim' });
      }
    }
  }
  return [...found.values()].sort((a, b) => a.premise - b.premise || a.hypothesis - b.hypothesis);
}
