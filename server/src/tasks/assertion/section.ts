import type { Mention } from '../ner/entity.js';

const familySection = /\bfamily\b.{0,20}\bhistory\b|^\s*f(?:am(?:ily)?)?[\s.]*h(?:x|istory)?\s*$/i;

/**
 * What the heading above a mention says of it: a problem under "Family History" is a relative's. Only a rule's
 * plain `present` gives way; what a model said, or a trigger in the sentence, stays.
 *
 * @param title of the mention's section; absent where there is none.
 */
export function assertBySection<M extends Mention>(mention: M, title: string | undefined): M {
  const isPlain = mention.assertionSource === 'rule' && mention.assertion === 'present';
  return isPlain && title !== undefined && familySection.test(title)
    ? { ...mention, assertion: 'family' }
    : mention;
}
