import type { CheckOutcome } from '../analysis/analysis.js';
import { clinicalSchema } from '../tasks/schemas.js';
import { checkJson } from './check-json.js';
import { checkReport, verdictCounts } from './check-report.js';
import { eachNote, type NoteWork } from './each-note.js';
import { settingsFrom, type EngineOptions } from './engine-options.js';
import { exitCode, type ExitCode } from './exit-code.js';
import type { InputNote } from './input.js';
import { checkedRows } from './rows/asked-rows.js';
import type { RowsOptions } from './rows/rows-options.js';
import { runRows } from './rows/run-rows.js';
import type { CommandContext } from './session.js';
import { statementsFrom } from './statements.js';
import { colorsFor, wantsColor } from './style.js';
import { print, tell } from './terminal.js';
import { visible } from './visible.js';

export interface CheckOptions extends EngineOptions, RowsOptions {
  readonly statement: readonly string[];
  /** A file with a statement on each line. */
  readonly statements?: string;
  readonly format: 'text' | 'json';
}

/**
 * `bionote check`: which sentences of notes entail statements, and which contradict them. A note that cannot be read
 * is reported and the others go on.
 *
 * @param names files, folders and patterns, or `-` for standard input.
 * @throws UsageError, ModelError, ReaderGone, OutputError or the signal's reason.
 */
export async function check(
  names: readonly string[],
  options: CheckOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, signal } = context;
  const statements = await statementsFrom(options.statement, options.statements, signal);
  if (options.jsonl === true) {
    return runRows(names, options, settingsFrom(options), clinicalSchema, context, checkedRows(statements));
  }
  const outcomes: CheckOutcome[] = [];
  const code = await eachNote(names, options, clinicalSchema, context, async (note, work) => {
    const found = await checkNote(note, statements, work, options, context);
    outcomes.push(...found);
    return found.some(({ failed }) => failed > 0) ? exitCode.partial : exitCode.done;
  });
  if (outcomes.length > 1 && options.quiet !== true) tell(terminal, verdictCounts(outcomes));
  return code;
}

/** Checks the statements against one note, and prints each outcome as soon as it is known. */
async function checkNote(
  note: InputNote,
  statements: readonly string[],
  { parts: { analysis }, progress, isOneOfSeveral }: NoteWork,
  options: CheckOptions,
  { terminal, signal }: CommandContext,
): Promise<CheckOutcome[]> {
  const { stdout, env } = terminal;
  const color = wantsColor(stdout, env);
  const outcomes: CheckOutcome[] = [];
  if (options.format === 'text' && isOneOfSeveral) {
    await print(stdout, `${colorsFor(color).bold(visible(note.name))}\n\n`);
  }
  for (const [index, statement] of statements.entries()) {
    progress.show(note.name, index, statements.length);
    const outcome = await analysis.check(note.uri, statement, signal);
    progress.pause();
    outcomes.push(outcome);
    const gap = isOneOfSeveral || index < statements.length - 1 ? '\n' : '';
    await print(
      stdout,
      options.format === 'json'
        ? checkJson(outcome, note.name, statement)
        : checkReport(outcome, note.text, statement, color) + gap,
    );
  }
  return outcomes;
}
