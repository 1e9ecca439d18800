import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import { UsageError } from './failure.js';
import type { NoteFile } from './note-files.js';
import { visible } from './visible.js';

/** Where the result for each note goes. */
export interface Destination {
  /** The folder for all results; `undefined` for standard output and for one file that was named. */
  readonly folder?: string;
  /** Path of the file for the note with that place; `undefined`: standard output. */
  pathFor(place: string): string | undefined;
}

/**
 * Reads `--output`: absent or `-`, standard output; for one note, a file, or a folder that is there; for several,
 * a folder, in which each result has its note's place.
 *
 * @param isBatch whether there may be several notes.
 * @param extension with its dot.
 * @throws UsageError if several results would go into one file.
 */
export async function destinationFor(
  output: string | undefined,
  isBatch: boolean,
  extension: string,
): Promise<Destination> {
  if (output === undefined || output === '-') {
    return { pathFor: () => undefined };
  }
  const isFolder = await stat(output).then(
    (found) => found.isDirectory(),
    () => /[/\\]$/.test(output) || isBatch,
  );
  if (isFolder) {
    return { folder: output, pathFor: (place) => join(output, `${place}${extension}`) };
  }
  if (isBatch) {
    throw new UsageError(
      l10n.t('{path} is a file. Name a folder for the results of several notes.', { path: visible(output) }),
    );
  }
  return { pathFor: () => output };
}

/**
 * Makes sure that every note gets a result of its own, and that no result replaces a note: with `--format text`, the
 * result for `a.txt` is called `a.txt`.
 *
 * @throws UsageError otherwise; nothing is written then.
 */
export async function keepApart(destination: Destination, notes: readonly NoteFile[]): Promise<void> {
  const inputs = await identitiesOf(notes);
  const noteByPath = new Map<string, string>();
  for (const { path: note, place } of notes) {
    const path = destination.pathFor(place);
    if (path === undefined) return;
    const said = {
      first: visible(noteByPath.get(resolve(path)) ?? ''),
      second: visible(note),
      path: visible(path),
    };
    if (noteByPath.has(resolve(path))) {
      throw new UsageError(
        l10n.t(
          '{first} and {second} would both be written to {path}. Annotate them one at a time, each with its own --output.',
          said,
        ),
      );
    }
    noteByPath.set(resolve(path), note);
    if (inputs.has((await identityOf(path)) ?? '')) {
      throw new UsageError(
        l10n.t('The result would replace the note {path}. Choose another place with --output.', said),
      );
    }
  }
}

/** The identities of those notes that are there. */
export async function identitiesOf(notes: readonly NoteFile[]): Promise<Set<string>> {
  const identities = await Promise.all(notes.map(({ path }) => identityOf(path)));
  return new Set(identities.filter((identity) => identity !== undefined));
}

/** The same for a file under all its names; `undefined` if there is none. */
export function identityOf(path: string): Promise<string | undefined> {
  return stat(path, { bigint: true }).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => undefined,
  );
}
