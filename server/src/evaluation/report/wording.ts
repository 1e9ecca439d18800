import type { Bounded } from './report.js';

/** A score with three decimals. */
export function score(value: number): string {
  return value.toFixed(3);
}

/** A p-value with three decimals: `p = 0.042`, or `p < 0.001` where three decimals would show zero. */
export function pValue(value: number): string {
  return value < 0.001 ? 'p < 0.001' : `p = ${value.toFixed(3)}`;
}

/** A score with its interval: `0.753 [0.741, 0.765]`. */
export function withInterval({ value, interval }: Bounded): string {
  return `${score(value)} [${score(interval.low)}, ${score(interval.high)}]`;
}

/** An integer with thousands separators. */
export function count(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Counts by name: `cut 3, empty 1`; a dash if there are none. */
export function listed(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([name, value]) => `${name} ${count(value)}`);
  return parts.length === 0 ? '–' : parts.join(', ');
}
