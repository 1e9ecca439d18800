import { splitWords } from '../../tasks/ner/words.js';
import type { MentionPair } from '../tasks/relation-pairs.js';

/** Number of words used before the first mention and after the second. */
const around = 4;

/** Number of letters of a word that count, so that "inhibits", "inhibited" and "inhibitor" are one cue. */
const stem = 6;

/**
 * What can be seen of a pair without understanding the sentence: the words between the two mentions and just
 * before and after them, which mention comes first, and how far apart they are.
 */
export function cueFeatures({
  sentence,
  head,
  tail,
}: Pick<MentionPair, 'sentence' | 'head' | 'tail'>): string[] {
  const isForward = head.span.start <= tail.span.start;
  const [first, second] = isForward ? [head, tail] : [tail, head];
  const order = isForward ? 'forward' : 'backward';
  const between = cues(sentence.slice(first.span.end, second.span.start));
  const before = cues(sentence.slice(0, first.span.start)).slice(-around);
  const behind = cues(sentence.slice(second.span.end)).slice(0, around);
  return [
    ...new Set([
      order,
      `${head.type} ${tail.type}`,
      `apart ${Math.min(8, Math.ceil(Math.log2(between.length + 1)))}`,
      ...between.flatMap((word) => [`between ${word}`, `${order} ${word}`]),
      ...between.slice(1).map((word, i) => `between ${between[i] ?? ''} ${word}`),
      ...before.map((word) => `before ${word}`),
      ...behind.map((word) => `behind ${word}`),
      `just before ${before.at(-1) ?? ''}`,
      `just behind ${behind[0] ?? ''}`,
    ]),
  ];
}

function cues(text: string): string[] {
  return splitWords(text.toLowerCase()).map(({ text: word }) =>
    /^\d/u.test(word) ? '0' : word.slice(0, stem),
  );
}
