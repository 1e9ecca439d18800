import * as l10n from '@vscode/l10n';
import type { CheckOutcome } from '../analysis/analysis.js';
import { settingsFrom, type EngineOptions } from './engine-options.js';
import { exitCode, type ExitCode } from './exit-code.js';
import { UsageError } from './failure.js';
import { readInput, type InputNote } from './input.js';
import { positionsIn } from './positions.js';
import { announceModel, withParts, type CommandContext } from './session.js';
import { colorsFor, wantsColor } from './style.js';
import { print, tell } from './terminal.js';
import { aligned, percent } from './text-report.js';
import { visibleJson, visibleLine } from './visible.js';
import { clinicalSchema } from '../tasks/schemas.js';

export interface CheckOptions extends EngineOptions {
  readonly statement: string;
  readonly format: 'text' | 'json';
  readonly quiet?: boolean;
}

/** Longer statements are no statement. */
const longestStatement = 2_000;

/**
 * `bionote check`: which sentences of a note entail a statement, and which contradict it.
 *
 * @throws UsageError, ModelError or the signal's reason.
 */
export async function check(file: string, options: CheckOptions, context: CommandContext): Promise<ExitCode> {
  const { terminal, signal } = context;
  const statement = options.statement.trim();
  if (statement === '' || statement.length > longestStatement) {
    throw new UsageError(l10n.t('Give one sentence to check: --statement "The patient has diabetes."'));
  }
  const settings = settingsFrom(options);
  const note = await readInput(file, terminal.stdin, signal);
  if (note.warning !== undefined) {
    tell(terminal, note.warning, 'warning');
  }
  return withParts(context, settings, clinicalSchema, async (parts) => {
    await announceModel(parts, context, options.quiet === true);
    parts.analysis.open(note.uri, 1, note.text, true);
    const outcome = await parts.analysis.check(note.uri, statement, signal);
    const color = wantsColor(terminal.stdout, terminal.env);
    const report =
      options.format === 'json' ? asJson(outcome, note, statement) : asText(outcome, note, statement, color);
    await print(terminal.stdout, report);
    return outcome.failed > 0 ? exitCode.partial : exitCode.done;
  });
}

function asText(
  { verdict, evidence, compared, failed }: CheckOutcome,
  { text }: InputNote,
  statement: string,
  color: boolean,
): string {
  const colors = colorsFor(color);
  const hue = { entailment: colors.green, contradiction: colors.red, neutral: colors.dim };
  const verdicts = {
    entailment: l10n.t('The note entails it.'),
    contradiction: l10n.t('The note contradicts it.'),
    neutral: l10n.t('The note leaves it open.'),
  };
  const labels = {
    entailment: l10n.t('entailment'),
    contradiction: l10n.t('contradiction'),
    neutral: l10n.t('neutral'),
  };
  const positionOf = positionsIn(text);
  const rows = evidence.map(({ span, text: sentence, label, probability }) => {
    const { line, column } = positionOf(span.start);
    return [`${line}:${column}`, hue[label](labels[label]), percent(probability), visibleLine(sentence)];
  });
  const lines = [
    colors.bold(visibleLine(statement)),
    hue[verdict](verdicts[verdict]),
    ...(rows.length > 0 ? ['', ...aligned(rows)] : []),
    '',
    colors.dim(counts(compared, failed)),
  ];
  return `${lines.join('\n')}\n`;
}

function counts(compared: number, failed: number): string {
  const sentences =
    compared === 1
      ? l10n.t('1 sentence compared')
      : l10n.t('{count} sentences compared', { count: compared });
  return failed === 0
    ? sentences
    : l10n.t('{sentences}, {count} without an answer', { sentences, count: failed });
}

function asJson(
  { verdict, evidence, compared, failed }: CheckOutcome,
  { name }: InputNote,
  statement: string,
): string {
  const shape = {
    format: 'bionote-check',
    version: 1,
    source: name,
    statement,
    verdict,
    offsets: 'utf-16',
    evidence: evidence.map(({ span, text, label, probability }) => ({ label, probability, ...span, text })),
    compared,
    failed,
  };
  return visibleJson(`${JSON.stringify(shape, undefined, 2)}\n`);
}
