import { countWhile } from '../note/count-while.js';
import type { Reply, TokenLogprob } from './task.js';

/** Replaces bytes that do not form a complete character in a token's text. */
const partial = '\ufffd';

/** How far apart, in code units, a character that several tokens share may put the places around it. */
const widestCharacter = 8;

/**
 * A look-up of the tokens that spell a range of a reply's text (UTF-16 code units). Tokens that contain parts of a
 * character are skipped. `undefined` if the engine gave no tokens, or its tokens do not spell the text.
 */
export function tokensBetween(reply: Reply): ((start: number, end: number) => TokenLogprob[]) | undefined {
  const { text, tokens } = reply;
  if (tokens.length === 0) return undefined;
  const placed: { token: TokenLogprob; start: number; end: number }[] = [];
  let position = 0;
  let isLoose = true;
  for (const token of tokens) {
    // Text that was trimmed begins inside its first token.
    const spelling = position === 0 && !text.startsWith(token.token) ? token.token.trimStart() : token.token;
    if (spelling === '') continue;
    if (text.startsWith(spelling, position)) {
      placed.push({ token, start: position, end: position + spelling.length });
      position += spelling.length;
      isLoose = false;
    } else if (spelling.includes(partial)) {
      isLoose = true;
    } else {
      const at = isLoose
        ? text.slice(0, position + widestCharacter + spelling.length).indexOf(spelling, position)
        : -1;
      // What was trimmed from the end, or cut off behind a stop, spells nothing.
      if (at < 0) {
        if (position >= text.trimEnd().length) break;
        return undefined;
      }
      placed.push({ token, start: at, end: at + spelling.length });
      position = at + spelling.length;
      isLoose = false;
    }
  }
  return (start, end) => {
    const found: TokenLogprob[] = [];
    const first = countWhile(placed, (token) => token.end <= start);
    for (let i = first; i < placed.length && (placed[i]?.start ?? end) < end; i++) {
      const token = placed[i]?.token;
      if (token !== undefined) found.push(token);
    }
    return found;
  };
}
