import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { readBratDocument } from '../formats/brat-document.js';
import type { AnnotatedDocument, ReadProblem } from '../formats/document.js';
import { exporters } from '../formats/exporters.js';
import type { ExportFormat } from '../shared/export.js';
import { readAnalysis } from '../formats/from-analysis.js';
import { lossText } from '../formats/loss-text.js';
import { readTextFile } from './bounded-reading.js';
import { identitiesOf } from './destination.js';
import { exitCode, worse, type ExitCode } from './exit-code.js';
import { describeFailure, UsageError } from './failure.js';
import { readInput, stemOf } from './input.js';
import { noteFilesIn, type NoteFile } from './note-files.js';
import { ProtectedFiles } from './protected-files.js';
import { schemaFor } from './schema-option.js';
import type { CommandContext } from './session.js';
import { tell } from './terminal.js';
import { visible } from './visible.js';

export interface ExportOptions {
  readonly output: string;
  readonly annotations?: string;
  readonly schema: string;
  readonly force?: boolean;
}

/** In bytes. */
const largestAnnotations = 50_000_000;

/**
 * `bionote export`: writes the annotations that lie beside notes (`NAME.ann`, or what `annotate --format json` wrote) in
 * the format of another tool, and says what the format could not carry. A note without annotations is reported and the
 * others go on.
 *
 * @throws UsageError if a file of the export may not be written; ReaderGone or the signal's reason.
 */
export async function exportNotes(
  format: ExportFormat,
  names: readonly string[],
  { output, annotations, schema: schemaName, force = false }: ExportOptions,
  { terminal, signal, version }: CommandContext,
): Promise<ExitCode> {
  const notes = await noteFilesIn(names);
  const schema = await schemaFor(schemaName, signal);
  const documents: AnnotatedDocument[] = [];
  let code: ExitCode = exitCode.done;
  for (const note of notes) {
    try {
      if (note.path === '-')
        throw new UsageError(l10n.t('Name the files of the notes: “-” has no annotations.'));
      const { text } = await readInput(note.path, terminal.stdin, signal);
      const { value, problems } = await annotationsOf(note, text, annotations, signal);
      documents.push(value);
      if (problems.length > 0) {
        code = worse(code, exitCode.partial);
        tellProblems(note.path, problems, (line) => {
          tell(terminal, line, 'warning');
        });
      }
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      tell(terminal, describeFailure(error).message, 'error');
      code = worse(code, exitCode.usage);
    }
  }
  if (documents.length === 0) return code;
  const { files, losses } = exporters[format](documents, { schema, date: new Date().toISOString(), version });
  const protectedFiles = new ProtectedFiles(await identitiesOf(notes), force);
  const changed: [path: string, text: string][] = [];
  for (const { name, text } of files) {
    const path = join(output, name);
    if (await protectedFiles.holds(path, text)) continue;
    await protectedFiles.check(path);
    changed.push([path, text]);
  }
  for (const [path, text] of changed) await protectedFiles.write(path, text);
  for (const loss of losses) tell(terminal, visible(lossText(format, loss)), 'warning');
  return code;
}

/** Names what could not be read; nothing of the text. */
export function tellProblems(
  file: string,
  problems: readonly ReadProblem[],
  say: (line: string) => void,
): void {
  for (const { line, message } of problems.slice(0, 20)) {
    say(visible(line === undefined ? `${file}: ${message}` : `${file}:${line}: ${message}`));
  }
  if (problems.length > 20) say(l10n.t('… and {count} more.', { count: problems.length - 20 }));
}

async function annotationsOf(
  { path, place }: NoteFile,
  text: string,
  folder: string | undefined,
  signal: AbortSignal,
): Promise<{ value: AnnotatedDocument; problems: readonly ReadProblem[] }> {
  const base = folder === undefined ? join(dirname(path), stemOf(path)) : join(folder, place);
  if (await isFile(`${base}.ann`)) {
    const ann = await readTextFile(`${base}.ann`, largestAnnotations, signal);
    const { value, problems } = readBratDocument(ann, text, place);
    const [document] = value;
    if (document) return { value: document, problems };
  }
  if (await isFile(`${base}.json`)) {
    const read = readAnalysis(
      jsonOf(await readTextFile(`${base}.json`, largestAnnotations, signal)),
      text,
      place,
    );
    if (read) return read;
  }
  throw new UsageError(
    l10n.t('{note} has no annotations: there is no {ann} and no result of bionote annotate --format json.', {
      note: visible(path),
      ann: visible(`${base}.ann`),
    }),
  );
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
