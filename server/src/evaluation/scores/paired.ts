import { quantile, resamples, type Interval } from './bootstrap.js';
import { below, seededRandom } from './random.js';

/** What two systems contribute for one document. */
export interface Pair<T> {
  readonly first: T;
  readonly second: T;
}

/** Whether one of two systems, measured on the same documents, is better. */
export interface PairedComparison {
  readonly documents: number;
  readonly first: number;
  readonly second: number;
  /** Score of the first minus that of the second. */
  readonly difference: number;
  /** Interval of 95 % of the differences in the paired bootstrap. */
  readonly interval: Interval;
  /** Share of resamples in which the overall better system is not better (Koehn 2004). */
  readonly bootstrapP: number;
  /**
   * Approximate randomisation (Noreen 1989; Yeh 2000): how often systems with answers swapped at random,
   * document by document, differ at least as much as these two; two-sided.
   */
  readonly randomisationP: number;
}

/** Compares two systems by one score, on the documents that both have. */
export function comparePaired<T>(
  pairs: readonly Pair<T>[],
  score: (documents: readonly T[]) => number,
  { seed, times = resamples }: { readonly seed: number; readonly times?: number },
): PairedComparison {
  const first = score(pairs.map((pair) => pair.first));
  const second = score(pairs.map((pair) => pair.second));
  const difference = first - second;
  const random = seededRandom(seed);
  const drawn = Array.from({ length: times }, () => {
    const sample = pairs.map((pair) => pairs[below(pairs.length, random)] ?? pair);
    return score(sample.map((pair) => pair.first)) - score(sample.map((pair) => pair.second));
  }).sort((a, b) => a - b);
  let asFar = 0;
  for (let round = 0; round < times; round++) {
    const swapped = pairs.map((pair) => (random() < 0.5 ? pair : { first: pair.second, second: pair.first }));
    const other = score(swapped.map((pair) => pair.first)) - score(swapped.map((pair) => pair.second));
    asFar += Math.abs(other) >= Math.abs(difference) - 1e-12 ? 1 : 0;
  }
  const notBetter = drawn.filter((value) => (difference >= 0 ? value <= 0 : value >= 0)).length;
  return {
    documents: pairs.length,
    first,
    second,
    difference,
    interval: { low: quantile(drawn, 0.025), high: quantile(drawn, 0.975) },
    bootstrapP: times === 0 ? 1 : notBetter / times,
    randomisationP: (asFar + 1) / (times + 1),
  };
}
