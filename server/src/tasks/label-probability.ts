import type { TokenLogprob } from './task.js';

/**
 * How likely each of `labels` was, relative to the others, where the model chose one: read from the alternatives at
 * the first token that distinguishes them. A label may consist of several tokens, begin with a space, a quote or a
 * slash, and share its first tokens with another (`TrIP`, `TrAP`). `tokens` contains the label and possibly more
 * before and after it.
 *
 * Returns a probability for every label, adding up to 1; `undefined` if no token spells a label or the engine gave no
 * alternatives. Labels beyond the reported alternatives get 0.
 */
export function labelProbability(
  tokens: readonly TokenLogprob[],
  labels: readonly string[],
): ReadonlyMap<string, number> | undefined {
  const names = labels.map(fold);
  for (let i = 0; i < tokens.length; i++) {
    if (/[\p{L}\d]$/u.test(tokens[i - 1]?.token ?? '') && /^[\p{L}\d]/u.test(tokens[i]?.token ?? ''))
      continue;
    const chosen = spelledFrom(tokens, i, names);
    if (chosen === undefined) continue;
    return atDivergence(tokens, i, chosen, labels, names);
  }
  return undefined;
}

/** The label that the tokens from `first` on spell; the longest if one is the beginning of another. */
function spelledFrom(
  tokens: readonly TokenLogprob[],
  first: number,
  names: readonly string[],
): string | undefined {
  if (fold(tokens[first]?.token ?? '') === '') return undefined;
  const longest = Math.max(...names.map((name) => name.length));
  let text = '';
  for (let i = first; i < tokens.length && text.length <= longest; i++)
    text = fold(text + (tokens[i]?.token ?? ''));
  const spelled = names.filter(
    (name) => name !== '' && text.startsWith(name) && !/^[\p{L}\d]/u.test(text.slice(name.length)),
  );
  return spelled.sort((a, b) => b.length - a.length)[0];
}

function atDivergence(
  tokens: readonly TokenLogprob[],
  first: number,
  chosen: string,
  labels: readonly string[],
  names: readonly string[],
): ReadonlyMap<string, number> | undefined {
  const result = new Map(labels.map((label) => [label, 0]));
  let alive = names.map((_, i) => i);
  let before = '';
  let reached = 1;
  for (let i = first; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined || token.top.length === 0) return undefined;
    const mass = new Map<number, number>();
    for (const { token: alternative, logprob } of distinct([...token.top, token])) {
      const spelled = fold(before + alternative);
      if (spelled === before) continue;
      const fits = alive.filter((l) => agrees(names[l] ?? '', spelled));
      // What does not tell two labels apart is settled by the tokens after it, for the chosen one.
      for (const l of fits) mass.set(l, (mass.get(l) ?? 0) + Math.exp(logprob) / fits.length);
    }
    const spelled = fold(before + token.token);
    const together = alive.filter((l) => agrees(names[l] ?? '', spelled));
    const all = [...mass.values()].reduce((sum, p) => sum + p, 0);
    if (all === 0) return undefined;
    for (const l of alive) {
      const label = labels[l];
      if (label !== undefined && !together.includes(l))
        result.set(label, (reached * (mass.get(l) ?? 0)) / all);
    }
    const shared = together.reduce((sum, l) => sum + (mass.get(l) ?? 0), 0) / all;
    reached *= shared;
    const [only] = together;
    if (together.length <= 1 || spelled.length >= chosen.length) {
      const winner = together.find((l) => names[l] === chosen) ?? only;
      const label = winner === undefined ? undefined : labels[winner];
      if (label !== undefined) result.set(label, reached);
      return result;
    }
    alive = together;
    before = spelled;
  }
  return undefined;
}

/** Whether `spelled` is the beginning of the label, or the label with something behind it. */
function agrees(name: string, spelled: string): boolean {
  return spelled !== '' && (name.startsWith(spelled) || spelled.startsWith(name));
}

function distinct(top: TokenLogprob['top']): TokenLogprob['top'] {
  return [...new Map(top.map((entry) => [entry.token, entry])).values()];
}

/** A label or a part of one without case and without what models put before it. */
function fold(text: string): string {
  return text.toLowerCase().replace(/^[\s"'`/*:{[(-]+/u, '');
}
