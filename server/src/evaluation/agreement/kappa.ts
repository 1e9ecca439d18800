/** How far two annotators agree on labels, beyond chance. */
export interface Kappa {
  /** Absent where both gave every item one and the same label, or there is no item: then nothing can be said. */
  readonly value?: number;
  readonly items: number;
}

/** Cohen's kappa (Cohen 1960) of pairs of labels, as scikit-learn's `cohen_kappa_score` computes it. */
export function cohenKappa(pairs: readonly (readonly [string, string])[]): Kappa {
  const items = pairs.length;
  const [first, second] = [new Map<string, number>(), new Map<string, number>()];
  let same = 0;
  for (const [a, b] of pairs) {
    first.set(a, (first.get(a) ?? 0) + 1);
    second.set(b, (second.get(b) ?? 0) + 1);
    if (a === b) same++;
  }
  let byChance = 0;
  for (const [label, count] of first) byChance += count * (second.get(label) ?? 0);
  const disagreement = items * items - byChance;
  if (disagreement === 0) return { items };
  return { value: (items * same - byChance) / disagreement, items };
}
