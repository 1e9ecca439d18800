import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import { UsageError } from './failure.js';
import { stemOf } from './input.js';
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
    throw new UsageError(
      l10n.t('{path} is a file. Name a folder for the results of {count} notes.', {
        path: visible(output),
        count: notes,
      }),
    );
  }
  return { pathFor: (stem) => (isFolder ? join(output, `${stem}${extension}`) : output) };
}

/**
 * Makes sure that every note gets a result of its own, and that no result takes the place of a note: with
 * `--format text`, `a.txt` has its result in `a.txt`.
 *
 * @param notes as the user named them.
 * @throws UsageError where that is not so; nothing is written then.
 */
export async function keepApart(destination: Destination, notes: readonly string[]): Promise<void> {
  const identities = await Promise.all(notes.map(identityOf));
  const inputs = new Set(identities.filter((identity) => identity !== undefined));
  const noteByPath = new Map<string, string>();
  for (const note of notes) {
    const path = destination.pathFor(stemOf(note));
    if (path === undefined) return;
    const said = {
      first: visible(noteByPath.get(resolve(path)) ?? ''),
      second: visible(note),
      path: visible(path),
    };
    if (noteByPath.has(resolve(path))) {
      throw new UsageError(
        l10n.t(
          '{first} and {second} would both be written to {path}. Give each an --output of its own.',
          said,
        ),
      );
    }
    noteByPath.set(resolve(path), note);
    const identity = await identityOf(path);
    if (identity !== undefined && inputs.has(identity)) {
      throw new UsageError(
        l10n.t('The result would replace the note {path}. Name another place with --output.', said),
      );
    }
  }
}

/** What is the same for a file under all its names; `undefined` where there is none. */
function identityOf(path: string): Promise<string | undefined> {
  return stat(path, { bigint: true }).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => undefined,
  );
}
