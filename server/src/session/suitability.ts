import * as l10n from '@vscode/l10n';

/** Longer texts are no notes; dividing and marking them would only make the editor slow. In UTF-16 code units. */
export const longestNote = 5 * 1024 * 1024;

/** Why `text` cannot be analyzed, for people; `undefined` where it can. */
export function unsuitable(text: string): string | undefined {
  if (text.length > longestNote) return l10n.t('Not analyzed: longer than 5 MB.');
  if (text.includes('\u0000')) return l10n.t('Not analyzed: a binary file.');
  return undefined;
}
