import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from './failure.js';
import { visible } from './visible.js';

/** Where the result for each note goes. */
export interface Destination {
  /** Path of the file for the note with that stem; `undefined`: standard output. */
  pathFor(stem: string): string | undefined;
}

/**
 * Reads `--output`: absent or `-`, standard output; for one note, a file, or a folder that is there; for several,
 * a folder, in which each result has its note's name.
 *
 * @param extension with its dot.
 * @throws UsageError where several results would go into one file.
 */
export async function destinationFor(
  output: string | undefined,
  notes: number,
  extension: string,
): Promise<Destination> {
  if (output === undefined || output === '-') {
    return { pathFor: () => undefined };
  }
  const isFolder = await stat(output).then(
    (found) => found.isDirectory(),
    () => /[/\\]$/.test(output) || notes > 1,
  );
  if (!isFolder && notes > 1) {
    throw new UsageError(`${visible(output)} is a file. Name a folder for the results of ${notes} notes.`);
  }
  return { pathFor: (stem) => (isFolder ? join(output, `${stem}${extension}`) : output) };
}

/**
 * Writes a result, making its folder.
 *
 * @throws UsageError where that is not possible.
 */
export async function writeResult(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UsageError(`${visible(path)} cannot be written (${code}). Name another place with --output.`, {
      cause: error,
    });
  }
}
