import type { EncoderAnswer } from './question.js';
import type { Reading } from './task.js';
import type { ChosenLabel } from './label-reply.js';

/** The most probable of `labels` in an encoder's answer, with its probability among them. */
export function mostProbable(
  answer: EncoderAnswer,
  labels: readonly string[],
): Reading<ChosenLabel | undefined> {
  const probabilities = answer.kind === 'label' ? answer.probabilities : {};
  const known = labels.flatMap((label) => {
    const probability = Object.hasOwn(probabilities, label) ? probabilities[label] : undefined;
    return probability === undefined ? [] : [{ label, probability }];
  });
  const total = known.reduce((sum, { probability }) => sum + probability, 0);
  const [best] = known.sort((a, b) => b.probability - a.probability);
  if (best === undefined || !(total > 0)) {
    return { value: undefined, problems: [{ code: 'unknown-label', count: 1 }] };
  }
  return { value: { label: best.label, probability: best.probability / total }, problems: [] };
}
