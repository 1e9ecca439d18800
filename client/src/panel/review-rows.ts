import type { ReviewProgress } from '../../../server/src/shared/review.js';
import { plainText } from '../plain-text.js';
import type { Translator } from '../translator.js';
import type { Row } from './rows.js';

/** What of a note's standoff file needs a person: annotations that no longer fit the text, and lines that cannot be used. */
export function reviewRows({ stale, unusable }: ReviewProgress, l10n: Translator): Row[] {
  const lost = stale.map(({ id, type, text }) =>
    rowOf(`stale ${id}`, text, l10n.t('{0}, {1} in the file', type, id)),
  );
  const bad = unusable.map(({ line, message }) =>
    rowOf(`unusable ${line}`, l10n.t('line {0} of the file', line), message),
  );
  return [
    ...groupOf('stale', l10n.t('No longer fits the text'), lost, l10n),
    ...groupOf('unusable', l10n.t('Cannot be used'), bad, l10n),
  ];
}

function rowOf(id: string, label: string, description: string): Row {
  const [shown, more] = [label, description].map(plainText);
  const spoken = `${shown ?? ''}, ${more ?? ''}`;
  return { id, label: shown ?? '', description: more ?? '', tooltip: spoken, spoken };
}

function groupOf(id: string, label: string, children: readonly Row[], l10n: Translator): Row[] {
  if (children.length === 0) return [];
  const count = children.length;
  const spoken = l10n.t('{0}, {1} found', label, count);
  return [{ id, label, description: String(count), spoken, icon: { name: 'warning' }, children }];
}
