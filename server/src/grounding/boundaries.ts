import type { Span } from '../note/span.js';

/** Scripts written without spaces, or whose particles join the word: any place between two characters will do. */
const unspaced =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const wordCharacter = /^[\p{L}\p{N}\p{M}]/u;

/** What never stands apart from the character before it: marks, joiners, variation selectors, skin tones. */
const clinging = /^(?:\p{M}|\p{Join_Control}|\p{Variation_Selector}|\p{Emoji_Modifier})/u;

/** Whether a span can begin or end at `offset` without cutting a surrogate pair or a character from its marks. */
export function isCharacterBoundary(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return offset === 0 || offset === text.length;
  const after = text.charCodeAt(offset);
  const before = text.charCodeAt(offset - 1);
  if (after >= 0xdc00 && after <= 0xdfff && before >= 0xd800 && before <= 0xdbff) return false;
  // A joiner joins nothing to white space: a span that ends in one must not swallow the line end behind it.
  const isJoined = before === 0x200d && !/^[\s\p{Cc}]/u.test(characterAt(text, offset));
  return !clinging.test(characterAt(text, offset)) && !isJoined;
}

/**
 * Whether a word ends or begins at `offset`: "MI" does not end inside "admission", "B" not inside "B12", "2" not
 * inside "2.5"; "10" ends inside "10mg". Scripts without spaces have no such places.
 */
export function isWordBoundary(text: string, offset: number): boolean {
  if (!isCharacterBoundary(text, offset)) return false;
  if (offset === 0 || offset === text.length) return true;
  const before = characterBefore(text, offset);
  const after = characterAt(text, offset);
  if (isInsideNumber(text, offset)) return false;
  if (!wordCharacter.test(before) || !wordCharacter.test(after)) return true;
  if (unspaced.test(before) || unspaced.test(after)) return true;
  return /\d/.test(before) && /^\p{L}/u.test(after) && isBareNumber(text, offset);
}

/** The smallest span around `span` that cuts no character. */
export function wholeCharacters(text: string, span: Span): Span {
  let { start, end } = span;
  while (start > 0 && !isCharacterBoundary(text, start)) start--;
  while (end < text.length && !isCharacterBoundary(text, end)) end++;
  return { start, end };
}

/** The code point at `offset`, as text. */
function characterAt(text: string, offset: number): string {
  const code = text.codePointAt(offset);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/** The code point that ends at `offset`; of a character with marks the base counts. */
function characterBefore(text: string, offset: number): string {
  let i = offset - 1;
  while (i > 0 && !isCharacterBoundary(text, i)) i--;
  return characterAt(text, i);
}

function isInsideNumber(text: string, offset: number): boolean {
  const around = text.slice(Math.max(0, offset - 2), offset + 2);
  const at = Math.min(offset, 2);
  return /^\d[.,]$/.test(around.slice(0, at)) && /^\d/.test(around.slice(at))
    ? true
    : /\d$/.test(around.slice(0, at)) && /^[.,]\d/.test(around.slice(at));
}

/** Whether the digits that end at `offset` are a number, and not the middle of a name such as "CYP2D6". */
function isBareNumber(text: string, offset: number): boolean {
  const before = /(\p{L}?)[\d.,]+$/u.exec(text.slice(Math.max(0, offset - 16), offset));
  return before !== null && before[1] === '';
}
