import type { PrecisionRecall } from './counts.js';

/** ROUGE of one text (Lin 2004), as Python's `rouge-score` computes it without stemming. */
export interface Rouge {
  readonly rouge1: PrecisionRecall;
  readonly rouge2: PrecisionRecall;
  readonly rougeL: PrecisionRecall;
}

/** The names of the scores, in their order. */
export const rougeNames = ['rouge1', 'rouge2', 'rougeL'] as const;

/** How much of what is expected a text holds: single words, pairs of words, and the longest common subsequence. */
export function rougeOf(expected: string, written: string): Rouge {
  const [gold, found] = [wordsOf(expected), wordsOf(written)];
  return {
    rouge1: ofShared(sharedGrams(gold, found, 1), gold.length, found.length),
    rouge2: ofShared(
      sharedGrams(gold, found, 2),
      Math.max(0, gold.length - 1),
      Math.max(0, found.length - 1),
    ),
    rougeL: ofShared(longestCommon(gold, found), gold.length, found.length),
  };
}

/** Runs of ASCII letters and digits, in lower case: all else is white space to `rouge-score`. */
function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

function ofShared(shared: number, gold: number, found: number): PrecisionRecall {
  const [precision, recall] = [found === 0 ? 0 : shared / found, gold === 0 ? 0 : shared / gold];
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1 };
}

function sharedGrams(gold: readonly string[], found: readonly string[], length: number): number {
  const [wanted, given] = [countGrams(gold, length), countGrams(found, length)];
  let shared = 0;
  for (const [gram, count] of wanted) shared += Math.min(count, given.get(gram) ?? 0);
  return shared;
}

function countGrams(words: readonly string[], length: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let start = 0; start + length <= words.length; start++) {
    const gram = words.slice(start, start + length).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function longestCommon(gold: readonly string[], found: readonly string[]): number {
  let before = new Array<number>(found.length + 1).fill(0);
  for (const word of gold) {
    const row = [0];
    for (const [index, other] of found.entries()) {
      const longest =
        word === other ? (before[index] ?? 0) + 1 : Math.max(before[index + 1] ?? 0, row[index] ?? 0);
      row.push(longest);
    }
    before = row;
  }
  return before.at(-1) ?? 0;
}
