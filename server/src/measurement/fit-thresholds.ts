import type { CheckedStatement, Claim } from '../evaluation/notes/measure-notes.js';

/** The precision that answers need to be shown, as for the encoder that ships (`training/fit_thresholds.py`). */
export const neededPrecision = { relations: 0.65, contradictions: 0.5, statements: 0.7 } as const;

/** How much surer an answer has to be than any that was wrong, where no threshold makes answers right often enough. */
const surer = 0.015;

/** The most thresholds that are tried for each side of a check. */
const mostTried = 20;

/**
 * The least threshold from which on at least `precision` of the claims are right. Where there is none, a claim has to be
 * surer than any of these; where nothing was claimed, there is no threshold.
 *
 * @param claims with the probabilities as they will be shown; one without counts as sure.
 */
export function leastThreshold(claims: readonly Claim[], precision: number): number | undefined {
  if (claims.length === 0) return undefined;
  const sorted = claims
    .map(({ probability = 1, isRight }) => ({ probability, isRight }))
    .sort((a, b) => b.probability - a.probability);
  let best = Math.min(1, (sorted[0]?.probability ?? 1) + surer);
  let right = 0;
  for (const [index, { probability, isRight }] of sorted.entries()) {
    right += Number(isRight);
    // Claims of equal probability are shown or hidden together.
    const isLast = sorted[index + 1]?.probability !== probability;
    if (isLast && right / (index + 1) >= precision) best = probability;
  }
  return Math.min(1, Math.max(0, Math.floor((best - 0.005) * 100 + 0.5) / 100));
}

/**
 * From which probability on a sentence counts for and against a statement: of all thresholds the ones with the best
 * accuracy of three labels, among those whose verdicts are right at least as often as `precision` asks. A conflict is
 * wrong. Where there are none, a sentence has to be surer than any of these.
 */
export function evidenceThresholds(
  checks: readonly CheckedStatement[],
  precision: number,
): { readonly evidence: number; readonly refutation: number } {
  const tried = (label: 'entailment' | 'contradiction'): number[] => {
    const all = checks.flatMap(({ evidence }) =>
      evidence.flatMap((each) => (each.label === label ? [each.probability ?? 1] : [])),
    );
    const sorted = [...new Set(all)].sort((a, b) => a - b);
    const every = Math.max(1, Math.ceil(sorted.length / mostTried));
    const some = sorted.filter((_, index) => index % every === 0);
    return [...some, Math.min(1, (sorted.at(-1) ?? 1) + surer)];
  };
  const [entailing, contradicting] = [tried('entailment'), tried('contradiction')];
  let best = { evidence: entailing.at(-1) ?? 1, refutation: contradicting.at(-1) ?? 1 };
  let most = -1;
  for (const evidence of entailing) {
    for (const refutation of contradicting) {
      const { correct, decided, right } = scored(checks, evidence, refutation);
      if (decided > 0 && right / decided >= precision && correct > most) {
        most = correct;
        best = { evidence, refutation };
      }
    }
  }
  return best;
}

function scored(
  checks: readonly CheckedStatement[],
  entails: number,
  contradicts: number,
): { correct: number; decided: number; right: number } {
  let [correct, decided, right] = [0, 0, 0];
  for (const { label, evidence } of checks) {
    const told = new Set(
      evidence
        .filter((each) => (each.probability ?? 1) >= (each.label === 'entailment' ? entails : contradicts))
        .map((each) => each.label),
    );
    const [only] = told;
    const verdict = told.size === 0 ? 'neutral' : told.size === 1 ? only : 'conflicting';
    correct += Number(verdict === label);
    decided += Number(verdict !== 'neutral');
    right += Number(verdict !== 'neutral' && verdict === label);
  }
  return { correct, decided, right };
}
