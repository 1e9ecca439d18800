import * as l10n from '@vscode/l10n';
import { InvalidArgumentError } from 'commander';

/** Parses an option's value as a whole number, 0 or more. */
export function countOf(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError(l10n.t('Not a whole number.'));
  return Number(value);
}

/** Parses an option's value as a number from 0 to 1. */
export function shareOf(value: string): number {
  const share = /^\d(?:\.\d+)?$/.test(value) ? Number(value) : NaN;
  if (!(share <= 1)) throw new InvalidArgumentError(l10n.t('Not a number from 0 to 1.'));
  return share;
}
