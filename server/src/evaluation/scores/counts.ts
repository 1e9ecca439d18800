/** Number of right answers, of answers given, and of answers expected. */
export interface Counts {
  readonly right: number;
  readonly found: number;
  readonly gold: number;
}

/** Precision, recall and F1, each from 0 to 1; 0 instead of a division by zero. */
export interface PrecisionRecall {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export const noCounts: Counts = { right: 0, found: 0, gold: 0 };

export function addCounts(a: Counts, b: Counts): Counts {
  return { right: a.right + b.right, found: a.found + b.found, gold: a.gold + b.gold };
}

export function sumCounts(all: Iterable<Counts>): Counts {
  let [right, found, gold] = [0, 0, 0];
  for (const counts of all) {
    right += counts.right;
    found += counts.found;
    gold += counts.gold;
  }
  return { right, found, gold };
}

export function precisionRecall({ right, found, gold }: Counts): PrecisionRecall {
  return {
    precision: found === 0 ? 0 : right / found,
    recall: gold === 0 ? 0 : right / gold,
    f1: f1Of({ right, found, gold }),
  };
}

/** F1 from counts; like `seqeval`, 0 if nothing was found and nothing was expected. */
export function f1Of({ right, found, gold }: Counts): number {
  return found + gold === 0 ? 0 : (2 * right) / (found + gold);
}

/** The mean of the F1 of each type. */
export function macroF1(byType: Iterable<Counts>): number {
  const all = Array.from(byType, f1Of);
  return all.length === 0 ? 0 : all.reduce((sum, f1) => sum + f1, 0) / all.length;
}
