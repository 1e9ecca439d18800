import type { Mention } from '../ner/entity.js';

const familyHistory = /\bfamily\b.{0,20}\bhistory\b/i;

/** "FH", "F.H.", "Fam Hx", once dots and spaces are gone. */
const shortForms = new Set(
  ['f', 'fam', 'family'].flatMap((family) => ['h', 'hx', 'history'].map((history) => family + history)),
);

/**
 * What the heading above a mention says about it: a problem under "Family History" is a relative's. It overrides only
 * a rule's plain `present`, not a model's answer or a trigger in the sentence.
 *
 * @param title of the mention's section; absent if there is none.
 */
export function assertBySection<M extends Mention>(mention: M, title: string | undefined): M {
  const isPlain = mention.assertionSource === 'rule' && mention.assertion === 'present';
  return isPlain && title !== undefined && isFamilyHistory(title)
    ? { ...mention, assertion: 'family' }
    : mention;
}

function isFamilyHistory(title: string): boolean {
  return familyHistory.test(title) || shortForms.has(title.toLowerCase().replace(/[\s.]/g, ''));
}
