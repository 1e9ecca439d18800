import { readdir } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import * as l10n from '@vscode/l10n';
import { readBratDocument } from '../formats/brat-document.js';
import type { AnnotatedDocument, ReadProblem } from '../formats/document.js';
import { readTextFile } from './bounded-reading.js';
import { UsageError } from './failure.js';
import { readInput } from './input.js';
import { noteExtensions } from './note-files.js';
import type { CommandContext } from './session.js';
import { visible } from './visible.js';

/** In bytes. */
const largestFile = 50_000_000;

/** One annotator's notes, by their place in the folder, without an extension. */
export interface Annotator {
  readonly name: string;
  readonly notes: ReadonlyMap<string, AnnotatedDocument>;
  /** Lines that could not be used, with the file that they are in. */
  readonly problems: readonly { readonly file: string; readonly problems: readonly ReadProblem[] }[];
}

/**
 * Reads folders of standoff, one for each annotator, with their subfolders. The text of a note may lie in any of the
 * folders, or in `texts`.
 *
 * @throws UsageError if a folder cannot be read or holds no annotations, or a note has no text; or the signal's reason.
 */
export async function readAnnotators(
  folders: readonly string[],
  texts: string | undefined,
  { terminal, signal }: CommandContext,
): Promise<Annotator[]> {
  const places = [...(texts === undefined ? [] : [texts]), ...folders];
  const files = new Map(
    await Promise.all(places.map(async (folder) => [folder, await filesOf(folder)] as const)),
  );
  const known = new Map<string, string>();
  const textOf = async (place: string): Promise<string> => {
    const before = known.get(place);
    if (before !== undefined) return before;
    for (const folder of places) {
      const extension = noteExtensions.find((each) => files.get(folder)?.has(place + each));
      if (extension === undefined) continue;
      const { text } = await readInput(join(folder, place + extension), terminal.stdin, signal);
      known.set(place, text);
      return text;
    }
    throw new UsageError(
      l10n.t('{note} has no text in any of the folders. Name its folder with --texts.', {
        note: visible(place),
      }),
    );
  };
  const names = namesOf(folders);
  const annotators: Annotator[] = [];
  for (const [index, folder] of folders.entries()) {
    const notes = new Map<string, AnnotatedDocument>();
    const problems: { file: string; problems: readonly ReadProblem[] }[] = [];
    const standoff = Array.from(files.get(folder) ?? []).filter((file) => file.endsWith('.ann'));
    if (standoff.length === 0) {
      throw new UsageError(l10n.t('{folder} contains no annotations (.ann).', { folder: visible(folder) }));
    }
    for (const file of standoff.sort()) {
      const path = join(folder, file);
      const place = file.slice(0, -'.ann'.length);
      const read = readBratDocument(
        await readTextFile(path, largestFile, signal),
        await textOf(place),
        place,
      );
      for (const document of read.value) notes.set(place, document);
      if (read.problems.length > 0) problems.push({ file: path, problems: read.problems });
    }
    annotators.push({ name: names[index] ?? folder, notes, problems });
  }
  return annotators;
}

/** All that is in a folder and below it, by its path from there, with `/`. */
async function filesOf(folder: string): Promise<Set<string>> {
  try {
    const names = await readdir(folder, { recursive: true });
    return new Set(names.map((name) => name.replaceAll(sep, '/')));
  } catch {
    throw new UsageError(l10n.t('{0} is not a folder. Check the path.', visible(folder)));
  }
}

/** The folders' own names; the whole paths where two are the same. */
function namesOf(folders: readonly string[]): string[] {
  const short = folders.map((folder) => basename(resolve(folder)));
  return new Set(short).size === short.length ? short : [...folders];
}
