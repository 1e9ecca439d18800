import type { CheckOutcome } from '../analysis/analysis.js';
import type { Parts } from '../session/parts.js';
import { clinicalSchema } from '../tasks/schemas.js';
import { BatchProgress } from './batch-progress.js';
import { checkJson } from './check-json.js';
import { checkReport, verdictCounts } from './check-report.js';
import { settingsFrom, type EngineOptions } from './engine-options.js';
import { exitCode, worse, type ExitCode } from './exit-code.js';
import { describeFailure, UsageError } from './failure.js';
import { readInput, type InputNote } from './input.js';
import { noteFilesIn } from './note-files.js';
import { ProgressLine } from './progress-line.js';
import { announcer, withParts, type CommandContext } from './session.js';
import { statementsFrom } from './statements.js';
import { colorsFor, wantsColor } from './style.js';
import { print, tell } from './terminal.js';
import { visible } from './visible.js';

export interface CheckOptions extends EngineOptions {
  readonly statement: readonly string[];
  /** A file with a statement on each line. */
  readonly statements?: string;
  readonly format: 'text' | 'json';
  readonly quiet?: boolean;
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
  const { quiet = false } = options;
  const statements = await statementsFrom(options.statement, options.statements, signal);
  const files = await noteFilesIn(names);
  const progress = await BatchProgress.over(files, new ProgressLine(terminal.stderr, quiet));
  return withParts(context, settingsFrom(options), clinicalSchema, async (parts) => {
    const announce = announcer(parts, context, quiet);
    const outcomes: CheckOutcome[] = [];
    let code: ExitCode = exitCode.done;
    for (const { path } of files) {
      progress.next();
      try {
        const note = await readInput(path, terminal.stdin, signal);
        if (note.warning !== undefined) {
          tell(terminal, note.warning, 'warning');
        }
        await announce();
        const found = await checkNote(
          note,
          statements,
          { parts, progress, options, context },
          files.length > 1,
        );
        outcomes.push(...found);
        progress.finish();
        code = worse(code, found.some(({ failed }) => failed > 0) ? exitCode.partial : exitCode.done);
      } catch (error) {
        progress.skip();
        if (!(error instanceof UsageError)) {
          throw error;
        }
        tell(terminal, describeFailure(error).message, 'error');
        code = worse(code, exitCode.usage);
      }
    }
    if (outcomes.length > 1 && !quiet) {
      tell(terminal, verdictCounts(outcomes));
    }
    return code;
  });
}

interface Checking {
  readonly parts: Parts;
  readonly progress: BatchProgress;
  readonly options: CheckOptions;
  readonly context: CommandContext;
}

/** Checks the statements against one note, and prints each outcome as soon as it is known. */
async function checkNote(
  note: InputNote,
  statements: readonly string[],
  { parts: { analysis }, progress, options, context: { terminal, signal } }: Checking,
  isOneOfSeveral: boolean,
): Promise<CheckOutcome[]> {
  const { stdout, env } = terminal;
  const color = wantsColor(stdout, env);
  const outcomes: CheckOutcome[] = [];
  analysis.open(note.uri, 1, note.text, true);
  try {
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
  } finally {
    analysis.close(note.uri);
  }
}
