import { nameOf } from '../formats/brat-names.js';
import type { LoggedProposal } from './log.js';
import { placed } from './placed.js';
import type { MeasuredNote, Proposal } from './proposal.js';
import { identityKey, type SentenceIdentity } from './sentence-identity.js';

/**
 * Names a proposal by its words and its place in its sentence, wherever that stands; outside of any, in the note. A
 * sentence that a note has twice is two.
 */
export function decisionKey(
  {
    type,
    text,
    start,
    end,
    inSentence,
    fragments = [],
  }: Pick<LoggedProposal, 'type' | 'text' | 'start' | 'end' | 'inSentence' | 'fragments'>,
  sentence: SentenceIdentity | undefined,
): string {
  const place = sentence ? (inSentence ?? 0) : start;
  // The same words may be apart elsewhere, or in other parts.
  const parts = fragments.map(([from, to]) => [from - start, to - start]);
  const words = text.replace(/\s+/gu, ' ').trim();
  const name = sentence ? identityKey(sentence) : '';
  return JSON.stringify([name, place, end - start, parts, nameOf(type), words]);
}

/** The key of a mention of a note: {@link decisionKey}. */
export function keyIn(reviewed: MeasuredNote, proposal: Proposal): string {
  const { sentence, ...place } = placed(reviewed, proposal);
  const { type, text } = proposal;
  return decisionKey({ type, text, ...place }, sentence);
}
