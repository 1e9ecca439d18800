import { sha256 } from '../asking/cache-key.js';

/**
 * The key of a pair of statements: a hash of their text, ignoring case and white space. It can be stored without
 * storing any of the note.
 */
export function pairKey(premise: string, hypothesis: string): string {
  return sha256('pair', normalised(premise), normalised(hypothesis));
}

/** A statement normalised for Unicode form, case and white space. */
export function normalised(statement: string): string {
  return statement.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}
