import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseNote } from './note/parse.js';
import { correctedNote, type CorrectedNote } from './review/corrected-note.js';
import { reviewedNote } from './review/reviewed-note.js';
import { linesOf, maxBytes, type Lines } from './review/standoff-lines.js';
import type { ReviewDisk } from './session/review-disk.js';

const logEnding = '.review.jsonl';
const noteEndings = ['.note', '.cnote', '.txt', '.md'];

/** Reading more notes takes longer than their sentences are worth. */
const mostNotes = 200;

/** A log of a review, and when it was last written, in milliseconds. */
interface Log {
  readonly path: string;
  readonly changed: number;
}

/** What a note taught, as it was when its files had these times. */
interface Read {
  readonly times: string;
  readonly note: CorrectedNote | undefined;
}

/** Reads what the reviewed notes of a folder teach. Keeps what it has read as long as the files stay the same. */
export class CorrectedNotes {
  readonly #known = new Map<string, Read>();

  constructor(private readonly disk: ReviewDisk) {}

  /** Those beside the note that a URI names, without itself; none if it is no file of this machine. Never rejects. */
  async beside(uri: string): Promise<CorrectedNote[]> {
    const path = this.disk.pathOf(uri);
    return path === undefined ? [] : this.in(dirname(path), path);
  }

  /**
   * Those of a folder, the most recently reviewed first, at most 200. What cannot be read is left out. Never rejects.
   *
   * @param except the path of a note to leave out.
   */
  async in(folder: string, except?: string): Promise<CorrectedNote[]> {
    const names = await readdir(folder).catch(() => []);
    const there = new Set(names);
    const logs = await Promise.all(
      names.filter((name) => name.endsWith(logEnding)).map((name) => logAt(join(folder, name))),
    );
    const recent = logs
      .flatMap((log) => log ?? [])
      .sort((a, b) => b.changed - a.changed || a.path.localeCompare(b.path))
      .slice(0, mostNotes);
    const notes: CorrectedNote[] = [];
    for (const { path } of recent) {
      const stem = path.slice(0, -logEnding.length);
      const name = stem.slice(resolve(folder).length + 1);
      const ending = noteEndings.find((each) => there.has(name + each));
      if (ending === undefined || stem + ending === except) continue;
      const note = await this.#read(stem, ending).catch(() => undefined);
      if (note) notes.push(note);
    }
    return notes;
  }

  async #read(stem: string, ending: string): Promise<CorrectedNote | undefined> {
    const path = stem + ending;
    const files = [path, `${stem}.ann`, stem + logEnding];
    const times = (await Promise.all(files.map(timeOf))).join(' ');
    const known = this.#known.get(path);
    if (known?.times === times) return known.note;
    const [text, standoff, log] = await Promise.all(files.map((file) => this.#linesOf(file)));
    const reviewed =
      text &&
      standoff &&
      log &&
      reviewedNote(
        parseNote('', 0, text.join('').replace(/^\ufeff/u, '')),
        { standoff, log },
        this.disk.digest,
      );
    const note = reviewed?.log.newer === false ? correctedNote(reviewed) : undefined;
    this.#known.set(path, { times, note });
    return note;
  }

  /** The lines of a file, none if it is absent; `undefined` if it cannot be used. */
  async #linesOf(file: string): Promise<Lines | undefined> {
    const bytes = await this.disk.read(file, maxBytes);
    if (bytes === undefined) return [];
    const lines = bytes === 'too-large' ? bytes : linesOf(bytes);
    return typeof lines === 'string' ? undefined : lines;
  }
}

async function logAt(path: string): Promise<Log | undefined> {
  const facts = await stat(path).catch(() => undefined);
  return facts && { path: resolve(path), changed: facts.mtimeMs };
}

async function timeOf(path: string): Promise<string> {
  const facts = await stat(path).catch(() => undefined);
  return facts ? `${facts.mtimeMs}/${facts.size}` : '-';
}
