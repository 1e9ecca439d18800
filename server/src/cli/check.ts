import * as l10n from '@vscode/l10n';
import type { CheckOutcome } from '../analysis/analysis.js';
import { checkReport } from './check-report.js';
import { settingsFrom, type EngineOptions } from './engine-options.js';
import { exitCode, type ExitCode } from './exit-code.js';
import { UsageError } from './failure.js';
import { readInput, type InputNote } from './input.js';
import { announceModel, withParts, type CommandContext } from './session.js';
import { wantsColor } from './style.js';
import { print, tell } from './terminal.js';
import { visibleJson } from './visible.js';
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
      options.format === 'json'
        ? asJson(outcome, note, statement)
        : checkReport(outcome, note.text, statement, color);
    await print(terminal.stdout, report);
    return outcome.failed > 0 ? exitCode.partial : exitCode.done;
  });
}

function asJson(
  { verdict, evidence, compared, sentences, threshold, failed }: CheckOutcome,
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
    threshold,
    compared,
    sentences,
    failed,
  };
  return visibleJson(`${JSON.stringify(shape, undefined, 2)}\n`);
}
