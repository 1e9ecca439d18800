import type { LogEntry, LoggedOther } from './log.js';
import { decisionKey, keyIn } from './decision-key.js';
import type { MeasuredNote, Proposal } from './proposal.js';

/** Relations and contradictions that somebody has decided against, by their keys. */
export class RejectedPairs {
  readonly #keys = new Set<string>();

  /** Takes the next entry of a log. The last word counts. */
  take({ action, proposal, sentence, other }: LogEntry): void {
    if (!proposal || !other) return;
    const key = keyOfLogged(proposal, sentence, other);
    if (action === 'relation-rejected' || action === 'contradiction-rejected') this.#keys.add(key);
    else if (action === 'related' || action === 'contradicted') this.#keys.delete(key);
  }

  hasRelation(reviewed: MeasuredNote, code: string, head: Proposal, tail: Proposal): boolean {
    if (this.#keys.size === 0) return false;
    return this.#keys.has(relationKey(code, keyIn(reviewed, head), keyIn(reviewed, tail)));
  }

  /** @param one @param other the texts of two statements, in any order. */
  hasContradiction(one: string, other: string): boolean {
    return this.#keys.has(contradictionKey(one, other));
  }
}

function keyOfLogged(
  proposal: NonNullable<LogEntry['proposal']>,
  sentence: LogEntry['sentence'],
  { code, ...other }: LoggedOther,
): string {
  return code === undefined
    ? contradictionKey(proposal.text, other.text)
    : relationKey(code, decisionKey(proposal, sentence), decisionKey(other, other.sentence));
}

function relationKey(code: string, head: string, tail: string): string {
  return JSON.stringify([code, head, tail]);
}

function contradictionKey(one: string, other: string): string {
  return JSON.stringify([one, other].map((text) => text.replace(/\s+/gu, ' ').trim()).sort());
}
