/** Returns numbers in [0, 1). */
export type Random = () => number;

/**
 * Pseudo-random numbers that depend only on the seed, the same on every machine: 32-bit xorshift (Marsaglia
 * 2003). Good enough for drawing samples.
 */
export function seededRandom(seed: number): Random {
  // Spread the seed over all bits, since small seeds would start alike. The state must not be zero.
  let state = Math.imul((seed >>> 0) + 1, 0x9e3779b1) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4_294_967_296;
  };
  for (let round = 0; round < 8; round++) {
    next();
  }
  return next;
}

/** An integer in [0, `limit`). */
export function below(limit: number, random: Random): number {
  return Math.floor(random() * limit);
}
