import type { ModelProfile } from './profile.js';

/** So many letters in words of four and more make a sentence in capitals, rather than a few abbreviations. */
const leastLetters = 8;

/**
 * A sentence as the model is to read it. Some models learned from texts in ordinary case only: for them a sentence in
 * capitals is written in lower case, with its first letter as it is. Every character stays where it was, so spans in
 * the one are spans in the other.
 */
export function inReadableCase(sentence: string, { foldsCase }: Pick<ModelProfile, 'foldsCase'>): string {
  if (foldsCase !== true || !isInCapitals(sentence)) return sentence;
  const first = sentence.search(/\p{Lu}/u) + 1;
  const lower = sentence.slice(first).toLowerCase();
  // Some letters have a lower case of another length.
  return lower.length === sentence.length - first ? sentence.slice(0, first) + lower : sentence;
}

function isInCapitals(sentence: string): boolean {
  if (/\p{Ll}/u.test(sentence)) return false;
  const words = sentence.match(/\p{Lu}{4,}/gu) ?? [];
  return words.join('').length >= leastLetters;
}
