import { below, seededRandom } from './random.js';

/** The bounds of a score in 95 % of the resamples. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Number of resamples for reports. */
export const resamples = 1000;

/**
 * The 95 % percentile interval of a score by the bootstrap (Efron 1979), resampled by document: sentences of one
 * document are not independent of each other.
 *
 * @param documents what each document contributes.
 * @param score of any list of documents, in which one may stand several times.
 */
export function bootstrapInterval<T>(
  documents: readonly T[],
  score: (documents: readonly T[]) => number,
  { seed, times = resamples }: { readonly seed: number; readonly times?: number },
): Interval {
  if (documents.length === 0) {
    return { low: 0, high: 0 };
  }
  const random = seededRandom(seed);
  const sample = [...documents];
  const scores = Array.from({ length: times }, () => {
    for (let index = 0; index < sample.length; index++) {
      const drawn = documents[below(documents.length, random)];
      if (drawn !== undefined) {
        sample[index] = drawn;
      }
    }
    return score(sample);
  }).sort((a, b) => a - b);
  return { low: quantile(scores, 0.025), high: quantile(scores, 0.975) };
}

/** The value below which the given share of the sorted `values` lies, interpolated. */
export function quantile(values: readonly number[], share: number): number {
  const at = (values.length - 1) * share;
  const [low, high] = [values[Math.floor(at)] ?? 0, values[Math.ceil(at)] ?? 0];
  return low + (high - low) * (at - Math.floor(at));
}
