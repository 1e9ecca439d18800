import type { OpenMatter } from '../../../server/src/shared/protocol.js';
import type { Translator } from '../translator.js';
import { namesText, saidText } from './disagreement-text.js';

/** One way to go on at a disagreement, and the key for it. */
export interface DisagreementChoice {
  /** One letter. */
  readonly key: string;
  readonly label: string;
  /** The indices of the options that are taken; all others are left. */
  readonly action: { readonly take: readonly number[] } | 'next' | 'previous' | 'undo';
}

/** For the sides; none of them is the letter of another choice. */
const letters = 'abcdefghijklm';

/** How a disagreement can be decided, in the order of the menu. `wordsOf` gives the words of a range. */
export function disagreementChoices(
  { options, silent, combinable }: OpenMatter,
  wordsOf: (range: OpenMatter['range']) => string,
  l10n: Translator,
): DisagreementChoice[] {
  const sides = options.slice(0, letters.length).map(({ said, inGold }, index): DisagreementChoice => {
    const text = l10n.t('{0}: {1}', namesText(said.by, l10n), saidText(said, wordsOf, l10n));
    return {
      key: letters[index] ?? '',
      label: inGold ? l10n.t('{0} (confirmed)', text) : text,
      action: { take: [index] },
    };
  });
  const all = options.map((_, index) => index);
  const none =
    silent.length > 0 ? l10n.t('Neither; {0}: nothing here', namesText(silent, l10n)) : l10n.t('Neither');
  return [
    ...sides,
    ...(combinable
      ? [
          {
            key: 'o',
            label: options.length === 2 ? l10n.t('Both') : l10n.t('All of them'),
            action: { take: all },
          },
        ]
      : []),
    { key: 'r', label: none, action: { take: [] } },
    { key: 'n', label: l10n.t('Go to the next disagreement'), action: 'next' },
    { key: 'p', label: l10n.t('Go to the previous disagreement'), action: 'previous' },
    { key: 'u', label: l10n.t('Undo the last decision'), action: 'undo' },
  ];
}

/** The disagreement to go on with: the first that does not stand before `after`, or the first of all. */
export function goOnWith(open: readonly OpenMatter[], after: OpenMatter | undefined): number {
  if (!after) return 0;
  const { line, character } = after.range.start;
  const found = open.findIndex(
    ({ range: { start } }) => start.line > line || (start.line === line && start.character >= character),
  );
  return Math.max(found, 0);
}
