/** The part of `vscode.l10n` that pure code needs; `vscode.l10n` fits it. */
export interface Translator {
  /** `message` in the user's language, with `{0}`, `{1}`, … replaced. */
  t(message: string, ...args: (string | number | boolean)[]): string;
}
