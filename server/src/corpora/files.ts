import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { CorpusItem, CorpusProblem, Origin, Split } from './records.js';

/** A file of a corpus. */
export interface CorpusFile {
  /** Where it lies. */
  readonly path: string;
  /** Its place within the corpora, with `/`: what problems name, so that they hold no path of the machine. */
  readonly name: string;
}

/** What a reader of one file is told. */
export interface Part {
  /** Name of the corpus. */
  readonly source: string;
  readonly split: Split;
}

/** Reads one file, piece by piece. */
export type FileReader = (file: CorpusFile) => AsyncIterable<CorpusItem>;

/** What is wrong at a line of a file; lines count from 1. */
export function problemAt(file: CorpusFile, line: number, code: string, message: string): CorpusItem {
  const problem: CorpusProblem = { file: file.name, line: Math.max(1, line), code, message };
  return { problem };
}

/** Says where a record is from: `place` tells it from the others of its part. */
export function originOf({ source, split }: Part, place: string | number, document?: string): Origin {
  const id = `${source}/${split}/${place}`;
  return { id, source, split, document: document ?? id };
}

/**
 * Finds a file or folder of an archive: unpacked as `ARCHIVE/ARCHIVE/…` (which is what the archives hold, each in
 * a folder of its own), as `ARCHIVE/…`, or directly in the folder.
 */
export async function findFile(
  folder: string,
  archive: string,
  name: string,
): Promise<CorpusFile | undefined> {
  for (const above of [[archive, archive], [archive], []]) {
    const path = join(folder, ...above, name);
    if (await isThere(path)) return { path, name: archive === '' ? name : `${archive}/${name}` };
  }
  return undefined;
}

/** Reads the file of that name with `read`; one problem, `missing`, where it is not there. */
export async function* readFound(
  folder: string,
  archive: string,
  name: string,
  read: FileReader,
): AsyncGenerator<CorpusItem> {
  const file = await findFile(folder, archive, name);
  if (file === undefined) yield missing(archive, name);
  else yield* readable(file, read);
}

/** That a file is not there, which for a corpus under licence is the usual case. */
export function missing(archive: string, name: string): CorpusItem {
  const shown = archive === '' ? name : `${archive}/${name}`;
  return problemAt({ path: '', name: shown }, 1, 'missing', 'is not there');
}

/** Reads `file` with `read`; where the system refuses it, that is a problem and not the end of all reading. */
export async function* readable(file: CorpusFile, read: FileReader): AsyncGenerator<CorpusItem> {
  try {
    yield* read(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    yield problemAt(file, 1, 'unreadable', `cannot be read (${code})`);
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
