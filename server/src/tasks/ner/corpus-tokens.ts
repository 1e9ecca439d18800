import type { Word } from './words.js';

const tokenPattern = /[\p{L}\p{M}\p{N}]+|\S/gu;

/**
 * Splits `text` like the token-per-line biomedical corpora, and so like the training input of Llama2-MedTuned:
 * adjacent letters and digits stay together (`BRCA1`), and every other character is a token (`0 . 05`, `IL - 2`).
 * White space separates tokens and belongs to none.
 */
export function corpusTokens(text: string): Word[] {
  return Array.from(text.matchAll(tokenPattern), (match) => ({
    text: match[0],
    span: { start: match.index, end: match.index + match[0].length },
  }));
}
