import type { Word } from './words.js';

const tokenPattern = /[\p{L}\p{M}\p{N}]+|\S/gu;

/**
 * Splits `text` the way the token-per-line biomedical corpora are split, and so the way Llama2-MedTuned saw its
 * input: letters and digits that touch stay together (`BRCA1`), and every other character stands alone
 * (`0 . 05`, `IL - 2`). White space separates tokens and belongs to none.
 */
export function corpusTokens(text: string): Word[] {
  return Array.from(text.matchAll(tokenPattern), (match) => ({
    text: match[0],
    span: { start: match.index, end: match.index + match[0].length },
  }));
}
