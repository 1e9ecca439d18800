import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Finds the message bundle for the language of the environment (LC_ALL, LC_MESSAGES or LANG, in POSIX's order): for
 * example `bundle.l10n.pt-br.json`, or else `bundle.l10n.pt.json`.
 *
 * @param folder the folder with the bundles.
 * @returns its path; `undefined` if there is none, as for the language of the sources.
 */
export function bundleFor(
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
): string | undefined {
  const locale = ['LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => environment[name]).find(Boolean) ?? '';
  const [, language, region] = /^([a-z]{2,3})(?:[_-]([a-z]{2,4}))?(?:[.@]|$)/i.exec(locale) ?? [];
  if (language === undefined) return undefined;
  const names = [...(region === undefined ? [] : [`${language}-${region}`]), language];
  return names.map((name) => join(folder, `bundle.l10n.${name.toLowerCase()}.json`)).find(existsSync);
}
