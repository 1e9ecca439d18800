/** Translates what users see: `vscode.l10n` in the client, `@vscode/l10n` on the command line. */
export interface Translator {
  /** `message` in the user's language, with `{0}`, `{1}`, … replaced. */
  t(message: string, ...args: (string | number | boolean)[]): string;
}
