import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemCode } from '../corpora/files.js';
import type { Split } from '../corpora/records.js';
import { FileDraft } from '../files/replaced-file.js';
import type { InstructionRow } from './row.js';

/** File names as Hugging Face `datasets` expects them. */
const fileNames: Readonly<Record<Split, string>> = {
  train: 'train.jsonl',
  dev: 'validation.jsonl',
  test: 'test.jsonl',
};

/** The system could not write a file of rows. */
export class RowsUnwritten extends Error {
  override readonly name = 'RowsUnwritten';

  constructor(
    readonly code: string,
    options: ErrorOptions,
  ) {
    super(`rows cannot be written (${code})`, options);
  }
}

/**
 * Writes rows as JSON lines: into a folder, with one file per split as `datasets` loads it, or into a single
 * file if the name ends in `.jsonl`. Files get their names once everything is written, so an interrupted build
 * leaves none.
 */
export class RowWriter {
  readonly #drafts = new Map<string, FileDraft>();

  constructor(private readonly out: string) {}

  /** @throws RowsUnwritten if the system refuses the file. */
  async write(row: InstructionRow): Promise<void> {
    const path = this.out.endsWith('.jsonl') ? this.out : join(this.out, fileNames[row.split]);
    await written(async () => {
      const draft = this.#drafts.get(path) ?? (await this.#begin(path));
      await draft.write(`${JSON.stringify(row)}\n`);
    });
  }

  async #begin(path: string): Promise<FileDraft> {
    await mkdir(dirname(path), { recursive: true });
    const draft = await FileDraft.begin(path);
    this.#drafts.set(path, draft);
    return draft;
  }

  /**
   * Closes the files. With `keep` they get their names, otherwise they are deleted. Returns the paths written.
   *
   * @throws RowsUnwritten if the system refuses one that is kept; those not yet named are taken away then.
   */
  async end(keep: boolean): Promise<string[]> {
    const paths = [...this.#drafts.keys()];
    const waiting = new Set(this.#drafts.values());
    try {
      await written(async () => {
        for (const draft of keep ? [...waiting] : []) {
          waiting.delete(draft);
          await draft.keep();
        }
      });
      return paths;
    } finally {
      for (const draft of waiting) await draft.drop();
    }
  }
}

async function written(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = systemCode(error);
    throw code === undefined ? error : new RowsUnwritten(code, { cause: error });
  }
}
