import { decisionKey, keyIn } from './decision-key.js';
import type { LogEntry, LoggedAction } from './log.js';
import type { MeasuredNote, Proposal } from './proposal.js';
import { idOf } from './standoff-lines.js';

/** Which entries of a log keep a proposal from being made again, and which let it be made. */
const settled: Readonly<Record<'against' | 'notAgainst', ReadonlySet<LoggedAction>>> = {
  against: new Set<LoggedAction>(['rejected', 'retyped', 'resized', 'removed']),
  notAgainst: new Set<LoggedAction>(['accepted', 'added', 'imported', 'asserted', 'withdrawn']),
};

/** The proposals that somebody has decided against, by a log. */
export class DecidedProposals {
  readonly #keys = new Set<string>();
  /** What an annotation was before it was corrected, by its id. */
  readonly #corrected = new Map<string, string[]>();

  /** Takes the next entry of a log. The last word counts: what was rejected can be added later. */
  take({ action, proposal, sentence, changes = [] }: LogEntry): void {
    if (!proposal) return;
    const key = decisionKey(proposal, sentence);
    if (settled.notAgainst.has(action)) this.#keys.delete(key);
    else if (settled.against.has(action)) {
      if ((action === 'retyped' || action === 'resized') && !this.#keys.has(key)) {
        for (const { after } of changes) if (after !== undefined) this.#wasCorrected(idOf(after), key);
      }
      this.#keys.add(key);
    }
    if (action === 'withdrawn') for (const { before = '' } of changes) this.#isNoMore(idOf(before));
  }

  has(reviewed: MeasuredNote, proposal: Proposal): boolean {
    return this.#keys.size > 0 && this.#keys.has(keyIn(reviewed, proposal));
  }

  #wasCorrected(id: string, key: string): void {
    this.#corrected.set(id, [...(this.#corrected.get(id) ?? []), key]);
  }

  /** A correction that is taken back decides nothing any more. */
  #isNoMore(id: string): void {
    for (const key of this.#corrected.get(id) ?? []) this.#keys.delete(key);
    this.#corrected.delete(id);
  }
}
