import { addCounts, macroF1, noCounts, precisionRecall, sumCounts, type Counts } from './counts.js';
import type { PrecisionRecall } from './counts.js';

/** Counts for each type of entity, relation or label. */
export type CountsByType = ReadonlyMap<string, Counts>;

/** Micro, macro and each type's figures. */
export interface ScoresByType {
  readonly micro: PrecisionRecall & Counts;
  /** Mean F1 over every type in the gold or the answers. */
  readonly macroF1: number;
  readonly types: Readonly<Record<string, PrecisionRecall & Counts>>;
}

/** Adds the counts of several texts, type by type. */
export function mergeCounts(parts: Iterable<CountsByType>): Map<string, Counts> {
  const merged = new Map<string, Counts>();
  for (const part of parts) {
    for (const [type, counts] of part) {
      merged.set(type, addCounts(merged.get(type) ?? noCounts, counts));
    }
  }
  return merged;
}

/** The scores for counts; types in alphabetical order. */
export function scoresOf(byType: CountsByType): ScoresByType {
  const inOrder = [...byType].sort(([a], [b]) => (a < b ? -1 : 1));
  const micro = sumCounts(byType.values());
  return {
    micro: { ...micro, ...precisionRecall(micro) },
    macroF1: macroF1(byType.values()),
    types: Object.fromEntries(
      inOrder.map(([type, counts]) => [type, { ...counts, ...precisionRecall(counts) }]),
    ),
  };
}

/** Counts by type from the right, found and gold items, each given by its type. */
export function countByType(
  right: Iterable<string>,
  found: Iterable<string>,
  gold: Iterable<string>,
): Map<string, Counts> {
  const counts = new Map<string, Counts>();
  const count = (types: Iterable<string>, field: keyof Counts): void => {
    for (const type of types) {
      const before = counts.get(type) ?? noCounts;
      counts.set(type, { ...before, [field]: before[field] + 1 });
    }
  };
  count(gold, 'gold');
  count(found, 'found');
  count(right, 'right');
  return counts;
}
