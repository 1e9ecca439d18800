import type { Translator } from './translator.js';

/**
 * A probability as a percentage, such as "93 %", never a certainty that rounding made up; empty if there is none. The
 * same rule as the server's.
 */
export function percent(probability: number | undefined, l10n: Translator): string {
  if (probability === undefined) return '';
  const whole = Math.round(probability * 100);
  return l10n.t('{0} %', probability < 1 ? Math.min(whole, 99) : whole);
}

/** A size in bytes as a person reads it: "7 MB", "5.2 GB". */
export function size(bytes: number, l10n: Translator): string {
  const megabytes = bytes / 1e6;
  if (megabytes < 1) return l10n.t('less than 1 MB');
  if (megabytes < 1000) return l10n.t('{0} MB', Math.round(megabytes));
  return l10n.t('{0} GB', (megabytes / 1000).toFixed(1));
}

/** A duration in milliseconds: "420 ms", "3.4 s". */
export function duration(milliseconds: number, l10n: Translator): string {
  if (milliseconds < 1000) return l10n.t('{0} ms', Math.round(milliseconds));
  return l10n.t('{0} s', (milliseconds / 1000).toFixed(1));
}
