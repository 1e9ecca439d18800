/**
 * Which of some texts a sentence rests on, by the words that they share: the fewest that together hold enough of its
 * words, in their order. `undefined` where even all of those allowed hold too few, so that nothing is said to rest on
 * what does not say it.
 *
 * @param most how many texts may be named.
 */
export function behind(sentence: string, texts: readonly string[], most: number): number[] | undefined {
  const missing = wordsOf(sentence);
  const all = missing.size;
  const said = texts.map(wordsOf);
  const chosen: number[] = [];
  while (chosen.length < most && missing.size > 0) {
    const shared = said.map((words) => [...words].filter((word) => missing.has(word)).length);
    const best = shared.indexOf(Math.max(1, ...shared));
    if (best < 0) break;
    chosen.push(best);
    for (const word of said[best] ?? []) missing.delete(word);
  }
  return all > 0 && (all - missing.size) / all >= leastSaid ? chosen.sort((a, b) => a - b) : undefined;
}

/** The share of a sentence's words that must be said. */
const leastSaid = 0.7;

/** Words that say nothing by themselves. */
const empty = new Set(
  (
    'and are but did does for from had has have her his him its not now our she than that the their them then there ' +
    'they this was were will with you your'
  ).split(' '),
);

/** Words of three letters and more, and numbers. */
function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{L}{3,}|\p{N}+/gu) ?? [];
  return new Set(words.filter((word) => !empty.has(word)));
}
