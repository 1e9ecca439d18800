import type { Judgement } from './judgement.js';

/**
 * The verdict on a contradiction after the pair was also judged the other way round: two statements contradict each
 * other in both orders or not at all. The probability is the mean of both. If the second order gives another label,
 * its probability counts as zero; if probabilities are unknown, the pair is then neutral.
 *
 * @param there the judgement of the pair, a contradiction.
 * @param back that of the pair in the other order.
 */
export function inBothOrders(there: Judgement, back: Judgement): Judgement {
  const agrees = back.label === 'contradiction';
  if (there.probability === undefined) return agrees ? there : { label: 'neutral' };
  const other = agrees ? (back.probability ?? there.probability) : 0;
  return { label: 'contradiction', probability: (there.probability + other) / 2 };
}
