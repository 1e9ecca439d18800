import * as l10n from '@vscode/l10n';
import type { ErrorCount } from './facts.js';
import type { ReportLine } from './report-line.js';

/** What failed in this session, the latest first: codes alone. */
export function errorLines(errors: readonly ErrorCount[] | undefined): ReportLine[] {
  if (errors?.length === 0) {
    return [
      {
        topic: 'errors',
        name: 'none',
        state: 'ok',
        label: l10n.t('Errors'),
        value: l10n.t('none in this session'),
      },
    ];
  }
  return (errors ?? []).map(({ code, count, secondsAgo }) => ({
    topic: 'errors',
    name: code,
    state: 'note',
    label: code,
    value: l10n.t('times: {count}, last {ago}', { count, ago: ago(secondsAgo) }),
  }));
}

function ago(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return l10n.t('less than a minute ago');
  return minutes < 120 ? l10n.t('{0} min ago', minutes) : l10n.t('{0} h ago', Math.floor(minutes / 60));
}
