import { sha256 } from '../asking/cache-key.js';

/**
 * The name of a pair of statements, made from their text without regard to case and white space. A hash: it
 * can be kept without keeping the note.
 */
export function pairKey(premise: string, hypothesis: string): string {
  return sha256('pair', normalised(premise), normalised(hypothesis));
}

/** A statement without what does not change its meaning: Unicode form, case, runs of white space. */
export function normalised(statement: string): string {
  return statement.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}
