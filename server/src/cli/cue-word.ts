import * as l10n from '@vscode/l10n';

/** Describes what made two statements worth comparing. */
export function cueWord(cue: string): string {
  switch (cue) {
    case 'claim':
      return l10n.t('opposite claims');
    case 'assertion':
      return l10n.t('one affirms, one denies');
    case 'laterality':
      return l10n.t('left and right');
    case 'medication':
      return l10n.t('drug given or not');
    case 'number':
      return l10n.t('numbers');
    case 'antonym':
      return l10n.t('opposites');
    case 'meaning':
      return l10n.t('a similar meaning');
    default:
      return l10n.t('the same thing');
  }
}
