import type { Reply, TokenLogprob } from './task.js';

/**
 * A look-up of the tokens that spell a range of a reply's text (UTF-16 code units). `undefined` where the engine
 * gave no tokens or its tokens do not spell the text.
 */
export function tokensBetween(reply: Reply): ((start: number, end: number) => TokenLogprob[]) | undefined {
  if (reply.tokens.length === 0) return undefined;
  const spelled = reply.tokens.map((token) => token.token).join('');
  const shift = spelled.indexOf(reply.text);
  if (shift < 0 || reply.text === '') return undefined;
  const starts: number[] = [];
  let length = 0;
  for (const { token } of reply.tokens) {
    starts.push(length);
    length += token.length;
  }
  return (start, end) => {
    const found: TokenLogprob[] = [];
    for (let i = firstReaching(starts, start + shift); i < starts.length; i++) {
      const token = reply.tokens[i];
      const from = starts[i];
      if (token === undefined || from === undefined || from >= end + shift) break;
      if (from + token.token.length > start + shift) found.push(token);
    }
    return found;
  };
}

/** The index of the last of the ascending `starts` that is not behind `offset`. */
function firstReaching(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  // Empty tokens share their start with the token that spells something.
  return Math.max(0, low - 1);
}
