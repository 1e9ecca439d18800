/** Formats a probability from 0 to 1: `87 %`. Rounding never makes it a certainty. */
export function percent(probability: number): string {
  const whole = Math.round(probability * 100);
  return `${probability < 1 ? Math.min(whole, 99) : whole} %`;
}
