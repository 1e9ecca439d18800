import type { Reply, TokenLogprob } from '../task.js';
import { tokensBetween } from '../token-offsets.js';
import type { Word } from './words.js';

const tag = /\/[BI]-[a-z][\w-]{0,40}/y;

/**
 * Where a copy of `words` departs from them, as when a model misspells a rare word, skips one or repeats a stretch:
 * the reply up to there, with the word that should have come. A model that continues from it keeps to the words and
 * decides only their tags. `undefined` if every word was copied; anything after them is ignored.
 *
 * @param held how much of the reply's beginning was given to the model, in UTF-16 code units: the correction always
 *   reaches further.
 */
export function correctedCopy(words: readonly Word[], reply: Reply, held: number): Reply | undefined {
  const { text } = reply;
  let at = 0;
  let isStuck = false;
  for (const word of words) {
    const copy = ` ${word.text}`;
    if (isStuck || !text.startsWith(copy, at)) return withWord(reply, at, copy);
    const end = at + copy.length;
    tag.lastIndex = end;
    const next = end + (tag.exec(text)?.[0].length ?? 0);
    isStuck = next < text.length && text.charAt(next) !== ' ';
    // Something stuck to the word: it is asked for again, unless it had been given.
    if (isStuck && end > held) return withWord(reply, at, copy);
    at = next;
  }
  return undefined;
}

/** The beginning of a reply up to `end`, with a word behind it that the model did not choose. */
function withWord(reply: Reply, end: number, word: string): Reply {
  const given: TokenLogprob = { token: word, logprob: 0, top: [] };
  const kept = tokensBetween(reply)?.(0, end);
  return {
    text: reply.text.slice(0, end) + word,
    // Tokens that do not spell the text would give no probability at all, so none are kept then.
    tokens: kept?.map(({ token }) => token).join('') === reply.text.slice(0, end) ? [...kept, given] : [],
    finish: reply.finish,
  };
}
