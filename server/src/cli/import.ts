import { join, parse } from 'node:path';
import * as l10n from '@vscode/l10n';
import { standoffOf } from '../formats/brat-document.js';
import type { AnnotatedDocument } from '../formats/document.js';
import { fileName, FileNames } from '../formats/file-names.js';
import { besideText, fitted, readImport } from '../formats/importers.js';
import { formatOfName, largestImport, type ImportFormat } from '../shared/import.js';
import { readTextFile } from './bounded-reading.js';
import { exitCode, worse, type ExitCode } from './exit-code.js';
import { tellProblems } from './export.js';
import { describeFailure, UsageError } from './failure.js';
import { readInput } from './input.js';
import { writeNew } from './new-file.js';
import type { CommandContext } from './session.js';
import { tell, type Terminal } from './terminal.js';
import { visible } from './visible.js';

export interface ImportOptions {
  readonly format?: ImportFormat;
  readonly output: string;
}

/**
 * `bionote import`: reads annotations of other tools and writes `NAME.ann` beside `NAME.txt` in a folder. A file that is
 * there is never replaced: a note is written if there is none, annotations only if there are none. An id that is no name for a
 * file on every system gets another one, and is named.
 *
 * @throws the signal's reason.
 */
export async function importAnnotations(
  files: readonly string[],
  { format, output }: ImportOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, signal } = context;
  let code: ExitCode = exitCode.done;
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      tell(terminal, describeFailure(error).message, 'error');
      code = worse(code, exitCode.usage);
    }
  };
  const names = new NoteNames();
  for (const file of files) {
    await attempt(async () => {
      const as = format ?? formatOfName(file);
      if (as === undefined) {
        throw new UsageError(l10n.t('Name the format of {file} with --format.', { file: visible(file) }));
      }
      const id = parse(file).name;
      const text =
        as in besideText ? (await readInput(join(output, `${id}.txt`), terminal.stdin, signal)).text : '';
      const { value, problems } = readImport(as, await readTextFile(file, largestImport, signal), id, text);
      if (problems.length > 0) code = worse(code, exitCode.partial);
      tellProblems(file, problems, (line) => {
        tell(terminal, line, 'warning');
      });
      for (const document of value)
        await attempt(() => place(document, names.of(document.id), output, context));
    });
  }
  tellNames(names.changed, terminal);
  return code;
}

/** The names of the notes of one import. */
class NoteNames {
  readonly #byId = new Map<string, string>();
  readonly #names = new FileNames();

  /** The same for the same id, and another one for each other id. */
  of(id: string): string {
    const name = this.#byId.get(id) ?? this.#names.take(fileName(id));
    this.#byId.set(id, name);
    return name;
  }

  /** The ids that are no names of files, with the names that were taken for them. */
  get changed(): readonly (readonly [id: string, name: string])[] {
    return Array.from(this.#byId).filter(([id, name]) => id !== name);
  }
}

/** Says which notes are found under another name than their id. */
function tellNames(changed: readonly (readonly [id: string, name: string])[], terminal: Terminal): void {
  for (const [id, name] of changed.slice(0, 20)) {
    const said = { id: visible(shown(id)), name: visible(shown(name)) };
    tell(
      terminal,
      l10n.t('“{id}” is no name for a file on every system, so the note is called {name}.', said),
      'warning',
    );
  }
  if (changed.length > 20) {
    tell(terminal, l10n.t('… and {count} more.', { count: changed.length - 20 }), 'warning');
  }
}

function shown(name: string): string {
  return name.length > 80 ? `${name.slice(0, 40)}…${name.slice(-39)}` : name;
}

async function place(
  document: AnnotatedDocument,
  name: string,
  folder: string,
  context: CommandContext,
): Promise<void> {
  const note = join(folder, `${name}.txt`);
  await writeNew(note, document.text);
  const { text } = await readInput(note, context.terminal.stdin, context.signal);
  const fitting = fitted(document, text);
  if (!fitting) {
    throw new UsageError(
      l10n.t(
        '{note} has another text than the annotations, so they are not imported. Import them into another folder.',
        { note: visible(note) },
      ),
    );
  }
  const ann = note.replace(/\.txt$/, '.ann');
  if (!(await writeNew(ann, standoffOf(fitting)))) {
    throw new UsageError(
      l10n.t('{path} already exists and is kept. Import into another folder.', { path: visible(ann) }),
    );
  }
}
