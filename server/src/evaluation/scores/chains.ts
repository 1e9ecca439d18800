import { bestAssignment } from './assignment.js';

/** Mentions of one thing, by any name that is theirs alone. A chain has two or more. */
export type Chain = readonly string[];

/** Numerators and denominators of one measure, which add up over documents. */
export interface ChainTally {
  readonly precision: readonly [part: number, whole: number];
  readonly recall: readonly [part: number, whole: number];
}

/** The measures of coreference whose mean is the score of CoNLL-2011 and 2012 (Pradhan et al. 2012). */
export const chainMeasures = ['MUC', 'B³', 'CEAFe'] as const;

export type ChainMeasure = (typeof chainMeasures)[number];

/** What one document counts in each measure. */
export type ChainTallies = Readonly<Record<ChainMeasure, ChainTally>>;

/** Compares the chains of a document with its gold: links (MUC), mentions (B³) and paired chains (CEAFe). */
export function chainTallies(gold: readonly Chain[], found: readonly Chain[]): ChainTallies {
  const shared = gold.map((chain) => {
    const own = new Set(chain);
    return found.map((other) => other.filter((mention) => own.has(mention)).length);
  });
  const cells = shared.flatMap((row, i) =>
    row.map((both, j) => ({ both, gold: gold[i]?.length ?? 0, found: found[j]?.length ?? 0 })),
  );
  const links = (chains: readonly Chain[]): number => sumOf(chains, ({ length }) => length - 1);
  const mentions = (chains: readonly Chain[]): number => sumOf(chains, ({ length }) => length);
  const linked = sumOf(cells, ({ both }) => Math.max(0, both - 1));
  const squares = (size: 'gold' | 'found'): number =>
    sumOf(cells, (cell) => (cell.both * cell.both) / cell[size]);
  // Luo (2005): how alike two chains are, by what they share.
  const alike = bestAssignment(
    shared.map((row, i) =>
      row.map((both, j) => (2 * both) / ((gold[i]?.length ?? 0) + (found[j]?.length ?? 0))),
    ),
  );
  return {
    MUC: { precision: [linked, links(found)], recall: [linked, links(gold)] },
    'B³': { precision: [squares('found'), mentions(found)], recall: [squares('gold'), mentions(gold)] },
    CEAFe: { precision: [alike, found.length], recall: [alike, gold.length] },
  };
}

/** Precision, recall and F1 over documents; 0 in place of a division by zero. */
export function chainScores(
  documents: readonly ChainTallies[],
  measure: ChainMeasure,
): { readonly precision: number; readonly recall: number; readonly f1: number } {
  const share = (side: 'precision' | 'recall'): number => {
    const part = sumOf(documents, (tallies) => tallies[measure][side][0]);
    const whole = sumOf(documents, (tallies) => tallies[measure][side][1]);
    return whole === 0 ? 0 : part / whole;
  };
  const [precision, recall] = [share('precision'), share('recall')];
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1 };
}

/** The mean of the three F1. */
export function meanChainF1(documents: readonly ChainTallies[]): number {
  return sumOf(chainMeasures, (measure) => chainScores(documents, measure).f1) / chainMeasures.length;
}

function sumOf<T>(all: readonly T[], value: (one: T) => number): number {
  return all.reduce((sum, one) => sum + value(one), 0);
}
