import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The bundle of texts for the language that the environment names (LC_ALL, LC_MESSAGES or LANG, in POSIX's
 * order), such as `bundle.l10n.pt-br.json`, or `bundle.l10n.pt.json` where the region has none of its own.
 *
 * @param folder where the bundles lie.
 * @returns its path; `undefined` where there is none, or the language is what the sources are written in.
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
