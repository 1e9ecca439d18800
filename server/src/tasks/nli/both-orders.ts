import type { Judgement } from './judgement.js';

/**
 * What is said of a contradiction after the pair was judged the other way round as well: two statements contradict each
 * other in both orders or in none. The probability is the mean of both; where the second order says something else, it
 * counts as nothing, and where probabilities are unknown the pair is then neutral.
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
