import * as l10n from '@vscode/l10n';
import type { Place } from '../models/engine-facts.js';
import { settingsSection } from '../shared/protocol.js';
import type { ReportFacts } from './facts.js';
import type { ReportLine } from './report-line.js';
import { placeText } from './server-lines.js';

/** Settings with a fixed choice of words: nothing of a person's own can be in them. Any other text is only "set". */
const choices = new Set([
  'engine',
  'dialect',
  'entities.from',
  'entities.examples',
  'analyze',
  'contradictions.severity',
  'highlight',
]);

const ownSchemas = ['clinical', 'biomedical'];

/** What differs from the defaults, and which settings could not be used. */
export function settingLines({ settings, defaults, wrongSettings, engines }: ReportFacts): ReportLine[] {
  const places = { 'ollama.host': engines.ollama.place, 'openai.url': engines.server?.place };
  const changed = [...leaves(settings)].filter(([name, value]) => !isSame(value, at(defaults, name)));
  const lines: ReportLine[] = [
    ...Array.from(new Set(wrongSettings), (name) => ({
      topic: 'settings' as const,
      name,
      state: 'problem' as const,
      label: name,
      value: l10n.t('not usable, so the default applies'),
      action: l10n.t('Change it in the settings.'),
    })),
    ...changed.map(([name, value]) => ({
      topic: 'settings' as const,
      name: `${settingsSection}.${name}`,
      state: 'note' as const,
      label: `${settingsSection}.${name}`,
      value: shown(name, value, places),
    })),
  ];
  if (lines.length > 0) return lines;
  return [
    {
      topic: 'settings',
      name: 'all',
      state: 'ok',
      label: l10n.t('Settings'),
      value: l10n.t('all at their defaults'),
    },
  ];
}

/** A value as far as it cannot hold anything private. */
function shown(name: string, value: unknown, places: Readonly<Record<string, Place | undefined>>): string {
  const place = places[name];
  if (place !== undefined) return placeText(place);
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'object' && value !== null) return l10n.t('entries: {0}', Object.keys(value).length);
  const isOurs = choices.has(name) || (name === 'schema' && ownSchemas.includes(String(value)));
  return isOurs ? String(value) : l10n.t('set');
}

/** Settings by their names without the section. Lists and what users name themselves are one value. */
function* leaves(settings: object, prefix = ''): Generator<[string, unknown]> {
  for (const [key, value] of Object.entries(settings)) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isGroup && name !== 'customSchemas') yield* leaves(value as object, name);
    else yield [name, value];
  }
}

function at(settings: object, name: string): unknown {
  return name
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], settings);
}

function isSame(first: unknown, second: unknown): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}
