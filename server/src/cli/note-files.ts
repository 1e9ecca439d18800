import { realpath, stat } from 'node:fs/promises';
import { extname, join, parse, resolve, sep } from 'node:path';
import * as l10n from '@vscode/l10n';
import { glob, hasMagic } from 'glob';
import { UsageError } from './failure.js';
import { stemOf } from './input.js';
import { visible } from './visible.js';
import { WrittenFiles } from './written-files.js';

/** A note that a command is to read. */
export interface NoteFile {
  /** `-` for standard input. */
  readonly path: string;
  /** Where its result goes in a folder of results: a path in it, without an extension. */
  readonly place: string;
}

/** What the names of notes end in. */
export const noteExtensions = ['.note', '.cnote', '.txt', '.md'];

/**
 * The notes that arguments name: files, folders with all that is below them, and patterns such as `notes/**\/*.txt`,
 * for shells that expand none and lists that are too long for a command line. Hidden files, files behind links to
 * folders, and what BioNote wrote itself are left out of folders and patterns. A file that is named more than once, also by a
 * link or another spelling of its path, is one note, in the place that its first name gives it.
 *
 * @throws UsageError if a folder or a pattern holds no note.
 */
export async function noteFilesIn(names: readonly string[]): Promise<NoteFile[]> {
  const found = new Map<string, NoteFile>();
  for (const name of names) {
    for (const note of await notesOf(name)) {
      const file = await fileOf(note.path);
      if (!found.has(file)) found.set(file, note);
    }
  }
  return [...found.values()];
}

/** The one path of a file, whatever it was called; that of a file that is not there as far as words go. */
function fileOf(path: string): Promise<string> {
  return path === '-' ? Promise.resolve(path) : realpath(path).catch(() => resolve(path));
}

async function notesOf(name: string): Promise<NoteFile[]> {
  const entry = name === '-' ? undefined : await stat(name).catch(() => undefined);
  if (entry?.isDirectory() === true) {
    const files = await filesMatching('**', name);
    const notes = files.filter((file) => noteExtensions.includes(extname(file).toLowerCase()));
    return someOf(notes, name, () =>
      l10n.t('{folder} contains no notes ({extensions}).', {
        folder: visible(name),
        extensions: noteExtensions.join(', '),
      }),
    );
  }
  if (entry === undefined && name !== '-' && isPattern(name)) {
    const { base, pattern } = splitPattern(name);
    return someOf(await filesMatching(pattern, base), base, () =>
      l10n.t('No file matches {pattern}.', { pattern: visible(name) }),
    );
  }
  // A file that is not there is reported when it is read, so that the others go on.
  return [{ path: name, place: stemOf(name) }];
}

async function someOf(files: readonly string[], folder: string, whenNone: () => string): Promise<NoteFile[]> {
  const notes = await withoutResults(
    files.map((file) => {
      const { dir, name } = parse(file);
      return { path: join(folder, file), place: below(join(dir, name)) };
    }),
  );
  if (notes.length === 0) {
    throw new UsageError(whenNone());
  }
  return notes;
}

/** A path without its steps up: a pattern with `..` behind a wildcard must not lead out of the folder of results. */
function below(path: string): string {
  return path
    .split(sep)
    .filter((step) => step !== '..')
    .join(sep);
}

/** Results may lie beside the notes: text copies for brat end in `.txt` too. */
async function withoutResults(notes: readonly NoteFile[]): Promise<NoteFile[]> {
  const folders = new Map<string, WrittenFiles>();
  const kept: NoteFile[] = [];
  for (const note of notes) {
    const { dir, base } = parse(note.path);
    const written = folders.get(dir) ?? (await WrittenFiles.in(dir));
    folders.set(dir, written);
    if (!written.has(base)) {
      kept.push(note);
    }
  }
  return kept;
}

async function filesMatching(pattern: string, cwd: string): Promise<string[]> {
  const files = await glob(pattern, { cwd, nodir: true, posix: true });
  return files.sort();
}

function isPattern(name: string): boolean {
  return hasMagic(name, { magicalBraces: true });
}

/** The folder in front of the first part that is a pattern, and the pattern in it. */
function splitPattern(name: string): { base: string; pattern: string } {
  const parts = (sep === '\\' ? name.replaceAll('\\', '/') : name).split('/');
  const first = parts.findIndex((part) => isPattern(part));
  const base = parts.slice(0, first).join('/');
  return {
    base: first === 0 ? '.' : base === '' ? '/' : base,
    pattern: parts.slice(first).join('/'),
  };
}
