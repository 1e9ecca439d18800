import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { CorpusItem, CorpusProblem, Origin, Split } from './records.js';

/** A file of a corpus. */
export interface CorpusFile {
  /** Absolute path. */
  readonly path: string;
  /** Path relative to the corpora folder, with `/`. Problems use it, so that they contain no machine path. */
  readonly name: string;
}

/** Which part of which corpus a file belongs to. */
export interface Part {
  /** Name of the corpus. */
  readonly source: string;
  readonly split: Split;
}

/** Reads one file, piece by piece. */
export type FileReader = (file: CorpusFile) => AsyncIterable<CorpusItem>;

/** A problem at a line of a file; lines count from 1. */
export function problemAt(file: CorpusFile, line: number, code: string, message: string): CorpusItem {
  const problem: CorpusProblem = { file: file.name, line: Math.max(1, line), code, message };
  return { problem };
}

/** The origin of a record; `place` distinguishes it from the others in its part. */
export function originOf({ source, split }: Part, place: string | number, document?: string): Origin {
  const id = `${source}/${split}/${place}`;
  return { id, source, split, document: document ?? id };
}

/**
 * Finds a file or folder of an archive, unpacked as `ARCHIVE/ARCHIVE/…` (the archives contain a folder each),
 * as `ARCHIVE/…`, or directly into the folder.
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

/** Reads the file with that name with `read`; yields one problem, `missing`, if it is not there. */
export async function* readFound(
  folder: string,
  archive: string,
  name: string,
  read: FileReader,
): AsyncGenerator<CorpusItem> {
  const file = await findFile(folder, archive, name);
  if (file === undefined) yield missing(archive, name);
  else yield* read(file);
}

/** The problem of a missing file, which is normal for a licensed corpus. */
export function missing(archive: string, name: string): CorpusItem {
  const shown = archive === '' ? name : `${archive}/${name}`;
  return problemAt({ path: '', name: shown }, 1, 'missing', 'is not there');
}

/** The system could not read a file of a corpus. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';

  constructor(
    readonly file: CorpusFile,
    readonly code: string,
    options: ErrorOptions,
  ) {
    super(`cannot be read (${code})`, options);
  }
}

/**
 * The bytes of a file, as a stream.
 *
 * @throws UnreadableFile if the system refuses it.
 */
export async function* bytesOf(file: CorpusFile): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(file.path) as AsyncIterable<Buffer>;
  } catch (error) {
    const code = systemCode(error);
    throw code === undefined ? error : new UnreadableFile(file, code, { cause: error });
  }
}

/**
 * All bytes of a file.
 *
 * @throws UnreadableFile if the system refuses it.
 */
export async function allBytesOf(file: CorpusFile): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of bytesOf(file)) parts.push(chunk);
  return Buffer.concat(parts);
}

/** The system's error code, such as `EACCES`; `undefined` for other kinds of errors. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
