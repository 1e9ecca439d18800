import type { RelationType } from '../schema.js';

/** The label of a pair that is not related. */
export const unrelatedWord = 'none';

/** A label that is longer, in UTF-16 code units, is no label but a sentence. */
const longestLabel = 40;

/**
 * The words by which a model is to name each of `types`, in order, all different and none of them
 * {@link unrelatedWord}: a relation's own words, or what its definition says between its two entities ("the drug
 * causes the rash": "causes"), or a code that is made of words. Where two would be the same, or there are none, the
 * code stands for itself.
 */
export function relationLabels(types: readonly RelationType[]): string[] {
  const words = types.map(wordsOf);
  const folded = words.map((each) => each.toLowerCase());
  return types.map(({ code }, index) => {
    const isTaken = folded.filter((other) => other === folded[index]).length > 1;
    return isTaken || folded[index] === unrelatedWord ? code : (words[index] ?? code);
  });
}

function wordsOf({ words, gloss, head, tail, code }: RelationType): string {
  return words ?? between(gloss, head, tail) ?? spelledOut(code) ?? code;
}

function between(gloss: string, head: string, tail: string): string | undefined {
  const [first, last] = [`the ${head.replace(/[_-]/g, ' ')} `, ` the ${tail.replace(/[_-]/g, ' ')}`];
  const folded = gloss.toLowerCase().replace(/\.$/, '');
  if (!folded.startsWith(first) || !folded.endsWith(last)) return undefined;
  const words = gloss.slice(first.length, folded.length - last.length).trim();
  return isLabel(words) ? words : undefined;
}

/** `Positive_Correlation`: "positive correlation"; not `CPR:4` or `TrAP`, which spell nothing. */
function spelledOut(code: string): string | undefined {
  const isWord = /^(?:\p{Lu}?\p{Ll}{2,}|\p{Lu}{4,})(?:[_.-]+(?:\p{L}\p{Ll}*|\p{Lu}{2,}))*$/u.test(code);
  const words = code
    .toLowerCase()
    .replace(/[_.-]+/g, ' ')
    .trim();
  return isWord && isLabel(words) ? words : undefined;
}

/** A label is a part of a line of the prompt, and stands in quotes in the reply. */
function isLabel(words: string): boolean {
  return words !== '' && words.length <= longestLabel && /^[\p{L}\p{N}][\p{L}\p{N}' -]*$/u.test(words);
}
