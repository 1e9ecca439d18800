/** Gives numbers from 0 up to, not including, 1. */
export type Random = () => number;

/**
 * Pseudo-random numbers that depend on the seed alone, the same on every machine: xorshift of 32 bits (Marsaglia
 * 2003). Good enough to draw samples with.
 */
export function seededRandom(seed: number): Random {
  // Spread over all bits, since small seeds would begin alike; the state may not be zero.
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

/** A whole number from 0 up to, not including, `limit`. */
export function below(limit: number, random: Random): number {
  return Math.floor(random() * limit);
}
