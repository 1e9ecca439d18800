/** A probability from 0 to 1 as people read it: `87 %`, never a certainty that rounding made up. */
export function percent(probability: number): string {
  const whole = Math.round(probability * 100);
  return `${probability < 1 ? Math.min(whole, 99) : whole} %`;
}
