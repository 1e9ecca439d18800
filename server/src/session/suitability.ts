import * as l10n from '@vscode/l10n';

/**
 * The longest text that is analyzed, in UTF-16 code units. Longer texts are not notes and would slow the editor
 * down.
 */
export const longestNote = 5 * 1024 * 1024;

/** A sentence that says why `text` cannot be analyzed; `undefined` if it can. */
export function unsuitable(text: string): string | undefined {
  if (text.length > longestNote) return l10n.t('Not analyzed: longer than 5 MB.');
  if (text.includes('\u0000')) return l10n.t('Not analyzed: a binary file.');
  return undefined;
}
