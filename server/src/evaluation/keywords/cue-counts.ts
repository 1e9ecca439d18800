/** Features with fewer examples are ignored. */
const fewest = 2;

/** Weight of the prior, in examples with the label distribution of all others. */
const smoothing = 5;

/** Features of a pair are redundant, so each counts half. */
const weight = 0.5;

/**
 * Counts how often each feature occurs with each label. A label's score is that of naive Bayes: the logarithm
 * of its share, plus for each feature how much more often than usual the label occurs with it.
 */
export class CueCounts {
  readonly #labels = new Map<string, number>();
  readonly #features = new Map<string, Map<string, number>>();
  #examples = 0;

  add(features: readonly string[], label: string): void {
    this.#examples++;
    raise(this.#labels, label);
    for (const feature of features) {
      const counts = this.#features.get(feature) ?? new Map<string, number>();
      raise(counts, label);
      this.#features.set(feature, counts);
    }
  }

  /** The labels, each with its score: a logarithm, up to a common constant. */
  scores(features: readonly string[]): Map<string, number> {
    const known = features.flatMap((feature) => {
      const counts = this.#features.get(feature);
      const total = counts === undefined ? 0 : [...counts.values()].reduce((sum, count) => sum + count, 0);
      return counts === undefined || total < fewest ? [] : [{ counts, total }];
    });
    return new Map(
      Array.from(this.#labels, ([label, count]) => {
        const share = count / this.#examples;
        const added = known.reduce(
          (sum, { counts, total }) =>
            sum + Math.log(((counts.get(label) ?? 0) / share + smoothing) / (total + smoothing)),
          0,
        );
        return [label, Math.log(share) + weight * added];
      }),
    );
  }
}

function raise(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
