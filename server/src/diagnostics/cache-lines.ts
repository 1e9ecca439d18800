import * as l10n from '@vscode/l10n';
import type { CacheFacts } from './facts.js';
import type { ReportLine } from './report-line.js';

/** Whether results are kept on disk, and whether they can be. */
export function cacheLines({ enabled, folder }: CacheFacts): ReportLine[] {
  const base = { topic: 'cache', name: 'disk', label: l10n.t('Cache on disk') } as const;
  if (!folder) return [{ ...base, state: 'ok', value: l10n.t('none: results stay in memory') }];
  const size = l10n.t('{0} MB', (folder.bytes / 1e6).toFixed(1));
  if (!enabled) return [{ ...base, state: 'note', value: `${l10n.t('switched off')}, ${size}` }];
  if (folder.writable) return [{ ...base, state: 'ok', value: `${l10n.t('on')}, ${size}` }];
  return [
    {
      ...base,
      state: 'problem',
      value: `${l10n.t('on, but its folder cannot be written')}, ${size}`,
      action: l10n.t("Allow this account to write to the extension's storage, or turn the cache off."),
    },
  ];
}
