import { randomUUID } from 'node:crypto';
import {
  access,
  chmod,
  constants,
  open,
  realpath,
  rename,
  rm,
  stat,
  type FileHandle,
} from 'node:fs/promises';
import { unlessAbsent } from './absent.js';

/** So many characters are gathered before they are written. */
const gathered = 64 * 1024;

/** How a file is replaced. */
export interface ReplacingOptions {
  /** The permissions of a file that is new; one that exists keeps its own. */
  readonly mode?: number;
}

/**
 * A file in the making. It is written beside its place, and takes it once it is whole: whatever goes wrong before, what
 * was there stays as it was. A link stays a link, a file keeps its permissions, and a device is written to as it is.
 */
export class FileDraft {
  #waiting = '';

  private constructor(
    private readonly file: FileHandle,
    private readonly target: string,
    /** `undefined` if the text goes to the target itself. */
    private readonly beside: string | undefined,
  ) {}

  /**
   * Begins to write; the folder must exist.
   *
   * @throws what the system says, also if a file is there that must not be written.
   */
  static async begin(path: string, { mode }: ReplacingOptions = {}): Promise<FileDraft> {
    const target = await unlessAbsent(realpath(path));
    if (target === undefined) {
      const beside = draftOf(path);
      return new FileDraft(await open(beside, 'wx', mode), path, beside);
    }
    const former = await stat(target);
    // Another file would take the place of one that must not be written.
    await access(target, constants.W_OK);
    if (!former.isFile()) return new FileDraft(await open(target, 'w'), target, undefined);
    const beside = draftOf(target);
    const draft = new FileDraft(await open(beside, 'wx', former.mode), target, beside);
    try {
      // What the process leaves out of new files' permissions was left out of the mode above, too.
      await chmod(beside, former.mode);
    } catch (error) {
      await draft.drop();
      throw error;
    }
    return draft;
  }

  /** Adds text. @throws what the system says. */
  async write(text: string): Promise<void> {
    this.#waiting += text;
    if (this.#waiting.length >= gathered) await this.#flush();
  }

  /** Ends the writing: all of it is on the disk, and only its place is left to take. @throws what the system says; nothing is left then. */
  async finish(): Promise<void> {
    try {
      await this.#flush();
      if (this.beside !== undefined) await this.file.sync();
      await this.file.close();
    } catch (error) {
      await this.drop();
      throw error;
    }
  }

  /** Puts the file in its place, finished or not. @throws what the system says; nothing is left beside it then. */
  async keep(): Promise<void> {
    if (this.file.fd !== -1) await this.finish();
    if (this.beside === undefined) return;
    try {
      await rename(this.beside, this.target);
    } catch (error) {
      await this.drop();
      throw error;
    }
  }

  /** Takes away what was written. */
  async drop(): Promise<void> {
    await this.file.close();
    if (this.beside !== undefined) await rm(this.beside, { force: true });
  }

  async #flush(): Promise<void> {
    const text = this.#waiting;
    this.#waiting = '';
    if (text !== '') await this.file.writeFile(text);
  }
}

/**
 * Puts a text in the place of a file, as {@link FileDraft} does.
 *
 * @throws what the system says.
 */
export async function replaceFile(path: string, text: string, options: ReplacingOptions = {}): Promise<void> {
  const draft = await FileDraft.begin(path, options);
  try {
    await draft.write(text);
  } catch (error) {
    await draft.drop();
    throw error;
  }
  await draft.keep();
}

function draftOf(path: string): string {
  return `${path}.${randomUUID()}.part`;
}
