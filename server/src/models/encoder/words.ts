import type { TaggedSpan } from '../../tasks/question.js';

/** The words that a tagger labels: runs of letters and digits, and every other character that is no white space. */
export function wordsOf(text: string): { text: string; span: TaggedSpan['span'] }[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}]+|\S/gu), (match) => ({
    text: match[0],
    span: { start: match.index, end: match.index + match[0].length },
  }));
}
