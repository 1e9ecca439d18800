import type { IgnoredResult } from '../../../server/src/shared/protocol.js';
import { plainText } from '../plain-text.js';
import type { Translator } from '../translator.js';

/** One line of the list of ignored contradictions. */
export interface IgnoredItem {
  readonly label: string;
  readonly detail?: string;
  /** What is shown again; empty: everything. */
  readonly keys: readonly string[];
}

/** A line for each ignored pair of an open note, and one that shows all again, those of other notes too. */
export function ignoredItems({ pairs, others }: IgnoredResult, l10n: Translator): IgnoredItem[] {
  const items: IgnoredItem[] = pairs.map(({ key, premise, hypothesis }) => ({
    label: plainText(hypothesis),
    detail: l10n.t('contradicts "{0}"', plainText(premise)),
    keys: [key],
  }));
  const count = pairs.length + others;
  if (count === 0) return [];
  const all: IgnoredItem = {
    label: l10n.t('Show all again ({0})', count),
    ...(others > 0 && { detail: l10n.t('{0} of them in notes that are not open', others) }),
    keys: [],
  };
  return [...items, all];
}
