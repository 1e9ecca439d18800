import { writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import * as l10n from '@vscode/l10n';
import { standoffOf } from '../formats/brat-document.js';
import type { AnnotatedDocument } from '../formats/document.js';
import { besideText, fitted, readImport } from '../formats/importers.js';
import { formatOfName, largestImport, type ImportFormat } from '../shared/import.js';
import { readTextFile } from './bounded-reading.js';
import { exitCode, worse, type ExitCode } from './exit-code.js';
import { tellProblems } from './export.js';
import { codeOf, describeFailure, UsageError } from './failure.js';
import { readInput } from './input.js';
import type { CommandContext } from './session.js';
import { tell } from './terminal.js';
import { visible } from './visible.js';

export interface ImportOptions {
  readonly format?: ImportFormat;
  readonly output: string;
}

/**
 * `bionote import`: reads annotations of other tools and writes `NAME.ann` beside `NAME.txt` in a folder. A file that is
 * there is never replaced: a note is written if there is none, annotations only if there are none.
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
      for (const document of value) await attempt(() => place(document, output, context));
    });
  }
  return code;
}

async function place(document: AnnotatedDocument, folder: string, context: CommandContext): Promise<void> {
  // An id of somebody else's file must not lead out of the folder.
  const name = document.id.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/, '_');
  const note = join(folder, `${name === '' ? '_' : name}.txt`);
  await create(note, document.text);
  const { text } = await readInput(note, context.terminal.stdin, context.signal);
  const fitting = fitted(document, text);
  if (!fitting) {
    throw new UsageError(
      l10n.t('{note} differs from the text of the annotations, so they are not imported.', {
        note: visible(note),
      }),
    );
  }
  const ann = note.replace(/\.txt$/, '.ann');
  if (!(await create(ann, standoffOf(fitting)))) {
    throw new UsageError(
      l10n.t('{path} already exists and is kept. Import into another folder.', { path: visible(ann) }),
    );
  }
}

/** Writes a new file; false if there is one. */
async function create(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return false;
    throw new UsageError(
      l10n.t('{path} cannot be written ({code}). Choose another place with --output.', {
        path: visible(path),
        code,
      }),
      { cause: error },
    );
  }
}
