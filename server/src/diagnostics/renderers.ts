import * as l10n from '@vscode/l10n';
import type { Report } from './report.js';
import type { Topic } from './report-line.js';
import type { LineState, ReportLine } from './report-line.js';

/** The report as Markdown, to be pasted where bugs are reported. */
export function markdownReport({ lines }: Report): string {
  const rows = lines.map(({ state, label, value, action }) =>
    [stateText(state), label, action === undefined ? value : `${value}. ${action}`].map(cell).join(' | '),
  );
  return [
    `# ${l10n.t('BioNote diagnostics report')}`,
    '',
    l10n.t('It contains no note text, file names, addresses or keys.'),
    '',
    `| ${[l10n.t('State'), l10n.t('What'), l10n.t('Finding')].join(' | ')} |`,
    '|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}

/**
 * The report for a terminal.
 *
 * @param look styles a state.
 */
export function textReport({ lines }: Report, look: (state: LineState, text: string) => string): string {
  const states = (['ok', 'note', 'problem'] as const).map(stateText);
  const stateWidth = Math.max(...states.map(({ length }) => length));
  const labelWidth = Math.max(...lines.map(({ label }) => label.length));
  return lines
    .flatMap(({ state, label, value, action }) => {
      const mark = look(state, stateText(state).padEnd(stateWidth));
      const indent = ' '.repeat(stateWidth + labelWidth + 4);
      return [
        `${mark}  ${label.padEnd(labelWidth)}  ${value}\n`,
        ...(action === undefined ? [] : [`${indent}${action}\n`]),
      ];
    })
    .join('');
}

/** What `schemas/bionote-doctor.schema.json` describes. */
export interface ReportShape {
  readonly format: 'bionote-doctor';
  readonly version: 1;
  readonly works: boolean;
  readonly lines: readonly (Pick<ReportLine, 'name' | 'state' | 'label' | 'value' | 'action'> & {
    readonly topic: Topic;
  })[];
}

/** The report for programs. */
export function reportShape({ works, lines }: Report): ReportShape {
  return {
    format: 'bionote-doctor',
    version: 1,
    works,
    lines: lines.map(({ topic, name, state, label, value, action }) => ({
      topic,
      name,
      state,
      label,
      value,
      ...(action !== undefined && { action }),
    })),
  };
}

function stateText(state: LineState): string {
  switch (state) {
    case 'ok':
      return l10n.t('ok');
    case 'note':
      return l10n.t('note');
    case 'problem':
      return l10n.t('problem');
  }
}

/** Text in a cell of a table, with nothing that Markdown would take for its own. */
function cell(text: string): string {
  return text.replace(/[\\|`<>*_[\]]/g, '\\$&');
}
