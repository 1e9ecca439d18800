import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { parseNote } from '../note/parse.js';
import type { Span } from '../note/span.js';
import { movedThrough } from '../note/edits.js';
import { placesOf, type KnownPlaces } from '../review/anchoring.js';
import { decide, followText } from '../review/decide.js';
import { Refusal, type Circumstances, type Decision, type Outcome } from '../review/decision.js';
import type { LogEntry } from '../review/log.js';
import { reviewedNote, type ReviewedNote, type ReviewFiles } from '../review/reviewed-note.js';
import { linesOf, maxBytes, type FileProblem, type Lines } from '../review/standoff-lines.js';
import type { ReviewDisk } from './review-disk.js';
import { fileSentence, refusalSentence, unwrittenSentence } from './review-words.js';
import { Unwritten, writeReview, type ReviewPaths } from './review-writing.js';

const noLines: Lines = [];

/** The review of one open note: its two files as they were read last, and where the edits since have moved what they say. */
export class NoteReview {
  #files: ReviewFiles = { standoff: noLines, log: noLines };
  #problem: { readonly file: string; readonly problem: FileProblem } | undefined;
  #reviewed: ReviewedNote | undefined;
  #text: string | undefined;
  #known: KnownPlaces = new Map();
  #turn: Promise<unknown> = Promise.resolve();
  readonly #paths: ReviewPaths;

  constructor(
    private readonly uri: string,
    private readonly path: string,
    private readonly disk: ReviewDisk,
  ) {
    const stem = path.replace(/\.[^./\\]+$/, '');
    this.#paths = { standoff: `${stem}.ann`, log: `${stem}.review.jsonl` };
  }

  /** The two files beside the note. */
  get paths(): readonly string[] {
    return [this.#paths.standoff, this.#paths.log];
  }

  /** People's annotations of the note; `undefined` if there are none, or the files cannot be used. */
  of(text: string): ReviewedNote | undefined {
    const { standoff, log } = this.#files;
    if (this.#problem !== undefined || (standoff.length === 0 && log.length === 0)) return undefined;
    return this.#read(text);
  }

  /** Why nothing can be decided, as the files were read last, in a sentence for the user. */
  get problem(): string | undefined {
    if (this.#problem) return fileSentence(this.#problem.problem, nameOf(this.#problem.file));
    return this.#reviewed?.log.newer === true ? refusalSentence('newer-log') : undefined;
  }

  /** @throws ResponseError with a sentence for the user if the files cannot be used. */
  requireUsable(): void {
    if (this.#problem) throw failed(fileSentence(this.#problem.problem, nameOf(this.#problem.file)));
  }

  /** People's annotations of the note as it is on disk; `undefined` as above, or if it cannot be read there. */
  ofFile(): Promise<ReviewedNote | undefined> {
    return this.#inTurn(async () => {
      await this.#load();
      const { standoff, log } = this.#files;
      if (standoff.length + log.length === 0) return undefined;
      const text = await this.#savedText();
      return text === undefined ? undefined : this.of(text);
    });
  }

  /** Reads the files again. Resolves with whether they have changed. */
  refresh(): Promise<boolean> {
    return this.#inTurn(() => this.#load());
  }

  /**
   * People's annotations of a note whose text is `text`, from the current files.
   *
   * @throws ResponseError with a sentence for the user if they cannot be used or the text is not saved.
   */
  read(text: string): Promise<ReviewedNote> {
    return this.#inTurn(async () => {
      await this.#load();
      await this.#check(text);
      return this.#read(text);
    });
  }

  /** Writes where annotations have gone with the edits of a note that was saved. */
  follow(text: string, circumstances: Omit<Circumstances, 'digest'>): Promise<void> {
    return this.#inTurn(async () => {
      await this.#load();
      if (!this.of(text)?.moved.length || (await this.#savedText()) !== text) return;
      await this.#write(followText(this.#read(text), { ...circumstances, digest: this.disk.digest }));
      this.#settle(text);
    });
  }

  /**
   * Applies a decision to the current files, so outside changes are kept.
   *
   * @returns what was logged.
   * @throws ResponseError with a sentence for the user.
   */
  decide(
    text: string,
    decision: Decision,
    circumstances: Omit<Circumstances, 'digest'>,
  ): Promise<readonly LogEntry[]> {
    return this.#inTurn(async () => {
      await this.#load();
      await this.#check(text);
      let outcome: Outcome;
      try {
        outcome = decide(this.#read(text), decision, { ...circumstances, digest: this.disk.digest });
        await this.#write(outcome);
      } catch (error) {
        if (error instanceof Refusal) throw failed(refusalSentence(error.code, error.line));
        if (!(error instanceof Unwritten)) throw error;
        const { code, file, left } = error;
        throw failed(unwrittenSentence(code, nameOf(file), left, nameOf(this.#paths.log)));
      }
      this.#settle(text);
      return outcome.entries;
    });
  }

  async #check(text: string): Promise<void> {
    this.requireUsable();
    if (this.path === this.#paths.standoff) throw failed(fileSentence('not-a-file'));
    if ((await this.#savedText()) !== text) throw failed(fileSentence('unsaved'));
  }

  #read(text: string): ReviewedNote {
    if (this.#reviewed && this.#text === text) return this.#reviewed;
    if (this.#text !== undefined && this.#text !== text) this.#known = this.#moved(this.#text, text);
    this.#text = text;
    this.#reviewed = reviewedNote(parseNote(this.uri, 0, text), this.#files, this.disk.digest, this.#known);
    return this.#reviewed;
  }

  /** Where the words of each line are in `now`, if they were somewhere in `before`. */
  #moved(before: string, now: string): KnownPlaces {
    const reviewed = this.#reviewed;
    if (!reviewed) return new Map();
    let start = 0;
    while (start < before.length && start < now.length && before[start] === now[start]) start++;
    let tail = 0;
    const most = Math.min(before.length, now.length) - start;
    while (tail < most && before.at(-1 - tail) === now.at(-1 - tail)) tail++;
    const edit = { start, end: before.length - tail, newLength: now.length - tail - start };
    const known = new Map<string, readonly Span[] | undefined>();
    for (const [index, content] of reviewed.contents.entries()) {
      const own = this.#files.standoff[index]?.replace(/^\ufeff/, '').replace(/\r?\n$/, '') ?? '';
      if (!own.startsWith('T')) continue;
      const places = content === '' ? undefined : placesOf(content, reviewed.offsets);
      const moved = places?.map((place) => movedThrough(place, edit));
      known.set(own, moved?.every((place) => place !== undefined) ? moved : undefined);
    }
    return known;
  }

  /** The files are for this text now. */
  #settle(text: string): void {
    this.#reviewed = undefined;
    this.#known = new Map();
    this.#text = text;
  }

  async #load(): Promise<boolean> {
    this.#problem = undefined;
    const [standoff, log] = [await this.#linesOf(this.#paths.standoff), await this.#linesOf(this.#paths.log)];
    const same =
      standoff.join('') === this.#files.standoff.join('') && log.join('') === this.#files.log.join('');
    if (same) return false;
    this.#files = { standoff, log };
    this.#reviewed = undefined;
    return true;
  }

  async #linesOf(file: string): Promise<Lines> {
    const bytes = await this.disk.read(file, maxBytes);
    if (bytes === undefined) return noLines;
    const lines = bytes === 'too-large' ? bytes : linesOf(bytes);
    if (typeof lines !== 'string') return lines;
    this.#problem = { file, problem: lines };
    return noLines;
  }

  async #savedText(): Promise<string | undefined> {
    const bytes = await this.disk.read(this.path, maxBytes);
    const lines = bytes === undefined || bytes === 'too-large' ? undefined : linesOf(bytes);
    return typeof lines === 'string' ? undefined : lines?.join('').replace(/^\ufeff/, '');
  }

  /** Writes both files, and reads what they are then. */
  async #write(outcome: Outcome): Promise<void> {
    try {
      await writeReview(this.disk, this.#paths, this.#files, outcome);
    } catch (error) {
      await this.#load().catch(() => undefined);
      throw error;
    }
    await this.#load();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

function failed(message: string): ResponseError<never> {
  return new ResponseError<never>(LSPErrorCodes.RequestFailed, message);
}
