import type { Parts } from '../session/parts.js';
import type { Schema } from '../tasks/schema.js';
import { BatchProgress } from './batch-progress.js';
import { settingsFrom, type EngineOptions } from './engine-options.js';
import { exitCode, worse, type ExitCode } from './exit-code.js';
import { describeFailure, UsageError } from './failure.js';
import { readInput, type InputNote } from './input.js';
import { noteFilesIn } from './note-files.js';
import { ProgressLine } from './progress-line.js';
import { announcer, withParts, type CommandContext } from './session.js';
import { tell } from './terminal.js';

/** What a command is given for each note; the note is open in the analysis. */
export interface NoteWork {
  readonly parts: Parts;
  readonly progress: BatchProgress;
  readonly isOneOfSeveral: boolean;
}

/**
 * Opens notes one after another for `work`. A note that cannot be read is reported and the others go on.
 *
 * @param names files, folders and patterns, or `-` for standard input.
 * @throws UsageError if a folder holds no note; and what `work` throws but for UsageError.
 */
export async function eachNote(
  names: readonly string[],
  options: EngineOptions & { readonly quiet?: boolean },
  schema: Schema,
  context: CommandContext,
  work: (note: InputNote, given: NoteWork) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { terminal, signal } = context;
  const { quiet = false } = options;
  const files = await noteFilesIn(names);
  const progress = await BatchProgress.over(files, new ProgressLine(terminal.stderr, quiet));
  return withParts(context, settingsFrom(options), schema, async (parts) => {
    const announce = announcer(parts, context, quiet);
    let code: ExitCode = exitCode.done;
    for (const { path } of files) {
      progress.next();
      try {
        const note = await readInput(path, terminal.stdin, signal);
        if (note.warning !== undefined) tell(terminal, note.warning, 'warning');
        await announce();
        parts.analysis.open(note.uri, 1, note.text, true);
        try {
          code = worse(code, await work(note, { parts, progress, isOneOfSeveral: files.length > 1 }));
        } finally {
          parts.analysis.close(note.uri);
        }
        progress.finish();
      } catch (error) {
        progress.skip();
        if (!(error instanceof UsageError)) throw error;
        tell(terminal, describeFailure(error).message, 'error');
        code = worse(code, exitCode.usage);
      }
    }
    return code;
  });
}
