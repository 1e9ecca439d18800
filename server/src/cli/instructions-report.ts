import * as l10n from '@vscode/l10n';
import type { CheckReport } from '../instructions/check.js';
import type { Gaps } from '../instructions/index-gaps.js';
import type { Count, Summary } from '../instructions/tally.js';

/** Summarizes a build: rows written, rows left out, and what could not be read. */
export function summaryLines(
  { rows, byTask, bySplit, dropped, problems, missing }: Summary,
  gaps: Gaps,
): string[] {
  const sum = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((all, count) => all + count, 0);
  const list = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  return [
    l10n.t('{0} rows ({1})', rows, list(bySplit)),
    ...Object.entries(byTask).map(([task, sources]) => `  ${task}: ${sum(sources)} (${list(sources)})`),
    ...section(l10n.t('Left out'), dropped),
    ...section(l10n.t('Not readable in the corpora'), problems),
    ...(missing.length > 0 ? [l10n.t('Missing: {0}', missing.join(', '))] : []),
    ...gapLines(gaps),
  ];
}

/** Lists problems with test splits that can hide leaks. */
export function gapLines({ faults, missing }: Gaps): string[] {
  return [
    ...section(l10n.t('Faults in the test parts; leaks of skipped items go undetected'), faults),
    ...(missing.length > 0
      ? [l10n.t('Missing, so leaks from them go undetected: {0}', missing.join(', '))]
      : []),
  ];
}

/** Lists what a check found. */
export function faultLines({ rows, faults }: CheckReport): string[] {
  const kinds = Object.keys(faults).length;
  return kinds === 0
    ? [l10n.t('{0} rows, no fault.', rows)]
    : [l10n.t('{0} rows.', rows), ...section(l10n.t('Faults'), faults)];
}

function section(title: string, counts: Readonly<Record<string, Count>>): string[] {
  const lines = Object.entries(counts).map(
    ([kind, { count, examples }]) =>
      `  ${kind}: ${count} (${examples.join(', ')}${count > examples.length ? ', …' : ''})`,
  );
  return lines.length === 0 ? [] : [`${title}:`, ...lines];
}
