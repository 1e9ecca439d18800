import { abbreviationKind, beginsSentence } from './abbreviations.js';
import { blocksOf } from './blocks.js';
import { isSpace, trimmed } from './lines.js';
import type { Section, Sentence } from './note.js';
import { textOf, type Span } from './span.js';

/** Maximum length of a sentence, in UTF-16 code units. Longer ones are split at a space. */
export const longestSentence = 1000;

/**
 * The sentences of a note, in order and without overlaps. Headings are left out, and so is text without a
 * letter or a digit. Runs in linear time.
 */
export function findSentences(text: string, sections: readonly Section[]): Sentence[] {
  const sentences: Sentence[] = [];
  for (const [section, { span, heading }] of sections.entries()) {
    for (const block of blocksOf(text, heading?.end ?? span.start, span.end)) {
      for (const whole of splitBlock(text, block)) {
        for (const part of bounded(text, whole)) {
          const sentence = textOf(text, part);
          if (/[\p{L}\p{N}]/u.test(sentence)) sentences.push({ span: part, text: sentence, section });
        }
      }
    }
  }
  return sentences;
}

function* splitBlock(text: string, block: Span): Generator<Span> {
  let start = block.start;
  for (let i = block.start; i < block.end; i++) {
    const end = terminatorEnd(text, i, block.end);
    if (end === undefined) continue;
    if (end < block.end && !endsSentence(text, start, i, end)) {
      i = end - 1;
      continue;
    }
    const sentence = trimmed(text, { start, end });
    if (sentence.start < sentence.end) yield sentence;
    start = end;
    i = end - 1;
  }
  const rest = trimmed(text, { start, end: block.end });
  if (rest.start < rest.end) yield rest;
}

const closing = new Set('"\'”’»)]}*_');

/**
 * Where the terminators at `i` end, including closing quotes and brackets after them; `undefined` if there is
 * none.
 */
function terminatorEnd(text: string, i: number, limit: number): number | undefined {
  if (!isTerminator(text.charCodeAt(i))) return undefined;
  let end = i + 1;
  while (end < limit && isTerminator(text.charCodeAt(end))) end++;
  while (end < limit && closing.has(text.charAt(end))) end++;
  return end;
}

function isTerminator(code: number): boolean {
  return code === 46 || code === 33 || code === 63 || code === 0x2026 || isFullWidth(code);
}

/** Terminators that are not followed by a space: 。 ！ ？ ｡ */
function isFullWidth(code: number): boolean {
  return code === 0x3002 || code === 0xff01 || code === 0xff1f || code === 0xff61;
}

/** Whether the sentence that started at `start` ends with the terminators from `stop` to `end`. */
function endsSentence(text: string, start: number, stop: number, end: number): boolean {
  const code = text.charCodeAt(stop);
  if (isFullWidth(code)) return true;
  const spaced = isSpace(text.charCodeAt(end));
  if (code === 63 && (stop === start || isSpace(text.charCodeAt(stop - 1)))) return false;
  const word = wordBefore(text, start, stop);
  if (!spaced) return code === 46 && end === stop + 1 && isMissingSpace(text, word, end);
  if (code !== 46) return true;
  const next = wordAfter(text, end);
  // An item's number: "1. Aspirin".
  if (/^\(?(?:\d{1,3}|\p{L})$/u.test(text.slice(start, stop).trim())) return false;
  if (/^no$/i.test(word)) return !/^\d/.test(next);
  const kind = abbreviationKind(word);
  if (kind === 'never') return false;
  if (kind === 'maybe')
    return word.length > 1 || /\d\s?\p{L}$/u.test(text.slice(Math.max(start, stop - 3), stop))
      ? /^["“(]?\p{Lu}/u.test(next)
      : beginsSentence(next);
  // "(… of Jinan.) plus cisplatin", and abbreviations that no list has.
  if (/^\p{Ll}/u.test(next)) return end === stop + 1 && (word.length >= 5 || !/^\p{L}/u.test(word));
  return true;
}

/**
 * Whether the full stop separates two sentences without a space ("normal.The"), unlike "example.org" or
 * "vs.Placebo".
 */
function isMissingSpace(text: string, word: string, end: number): boolean {
  if (!/^\p{Ll}{3,}$/u.test(word) || abbreviationKind(word) !== undefined) return false;
  return /^\p{Lu}\p{Ll}*\s/u.test(text.slice(end, end + 20));
}

/** The word that ends at `stop`, including dots inside it, up to 24 code units. */
function wordBefore(text: string, start: number, stop: number): string {
  return /[^\s()[\]"“,;:-]*$/u.exec(text.slice(Math.max(start, stop - 24), stop))?.[0] ?? '';
}

/** The word after the white space at `end`, up to 24 code units. */
function wordAfter(text: string, end: number): string {
  return /^\s*([^\s,;:.)]*)/u.exec(text.slice(end, end + 32))?.[1] ?? '';
}

/** `span` in pieces of at most {@link longestSentence} code units, cut at a space if there is one. */
function* bounded(text: string, span: Span): Generator<Span> {
  let start = span.start;
  while (span.end - start > longestSentence) {
    const cut = cutBefore(text, start, start + longestSentence);
    const piece = trimmed(text, { start, end: cut });
    if (piece.start < piece.end) yield piece;
    start = cut;
  }
  const rest = trimmed(text, { start, end: span.end });
  if (rest.start < rest.end) yield rest;
}

function cutBefore(text: string, start: number, limit: number): number {
  for (let i = limit; i > start; i--) if (isSpace(text.charCodeAt(i))) return i;
  let cut = limit;
  // A combining mark, joiner or variation selector stays with what it follows, and a surrogate pair whole.
  while (
    cut > limit - 64 &&
    /^(?:\p{M}|\p{Join_Control}|\p{Variation_Selector}|\p{Emoji_Modifier})/u.test(text.slice(cut, cut + 2))
  )
    cut--;
  const code = text.charCodeAt(cut);
  return code >= 0xdc00 && code <= 0xdfff && isHighSurrogate(text.charCodeAt(cut - 1)) ? cut - 1 : cut;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
