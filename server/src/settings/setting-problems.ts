import * as l10n from '@vscode/l10n';
import { settingsSection } from '../shared/protocol.js';
import { defaultSettings, type ReadSettings } from './settings.js';

/** A problem with the settings, for people to read. */
export interface SettingProblem {
  /** The full name of the setting to change, such as `bionote.ollama.host`. */
  readonly setting: string;
  /** One sentence. It names the setting and never repeats its value. */
  readonly message: string;
}

/**
 * All problems with the settings: unusable values, the user's own schemas, and a schema that does not exist.
 *
 * @param customSchemas what `readCustomSchemas` found wrong.
 * @param schema the name of the schema in use.
 */
export function settingProblems(
  { settings, problems }: ReadSettings,
  customSchemas: readonly string[],
  schema: string,
): SettingProblem[] {
  return [
    ...problems.map((problem) => ({
      setting: contributed(problem.setting),
      message: l10n.t('{setting}: expected {expected}. The default is used; change it in the settings.', {
        ...problem,
      }),
    })),
    ...customSchemas.map((problem) => ({
      setting: `${settingsSection}.customSchemas`,
      message: l10n.t('bionote.customSchemas: {problem}', { problem }),
    })),
    ...(schema === settings.schema
      ? []
      : [
          {
            setting: `${settingsSection}.schema`,
            message: l10n.t('bionote.schema: there is no such schema; {0} is used.', schema),
          },
        ]),
  ];
}

/** Settings that have no default, which the defaults therefore do not name. */
const withoutDefault = new Set([`${settingsSection}.contradictions.threshold`]);

/** The setting that contains a path: `bionote.languages` for its third entry. */
function contributed(path: string): string {
  if (withoutDefault.has(path)) return path;
  const [section = settingsSection, ...keys] = path.split('.');
  const known: string[] = [];
  let value: unknown = defaultSettings;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !(key in value)) break;
    known.push(key);
    value = (value as Record<string, unknown>)[key];
  }
  return [section, ...known].join('.');
}
