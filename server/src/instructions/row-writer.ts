import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemCode } from '../corpora/files.js';
import type { Split } from '../corpora/records.js';
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
  readonly #open = new Map<string, WriteStream>();

  constructor(private readonly out: string) {}

  /** @throws RowsUnwritten if the system refuses the file. */
  async write(row: InstructionRow): Promise<void> {
    const path = this.out.endsWith('.jsonl') ? this.out : join(this.out, fileNames[row.split]);
    await written(async () => {
      const stream = this.#open.get(path) ?? (await this.#begin(path));
      if (stream.errored) throw stream.errored;
      // `once` rejects on an error and removes its listeners again; a build waits here every few rows.
      if (!stream.write(`${JSON.stringify(row)}\n`)) await once(stream, 'drain');
    });
  }

  async #begin(path: string): Promise<WriteStream> {
    await mkdir(dirname(path), { recursive: true });
    const stream = createWriteStream(`${path}.part`);
    // The stream keeps an error that occurs while nobody waits, and throws it at the next row or the end.
    stream.on('error', () => undefined);
    this.#open.set(path, stream);
    await once(stream, 'open');
    return stream;
  }

  /**
   * Closes the files. With `keep` they get their names, otherwise they are deleted. Returns the paths written.
   *
   * @throws RowsUnwritten if the system refuses one that is kept; those not yet named are taken away then.
   */
  async end(keep: boolean): Promise<string[]> {
    const paths = [...this.#open.keys()];
    try {
      await Promise.all([...this.#open.values()].map(closed));
      if (!keep) return paths;
      await written(async () => {
        for (const [path, { errored }] of this.#open) {
          if (errored) throw errored;
          await rename(`${path}.part`, path);
        }
      });
      return paths;
    } finally {
      for (const path of paths) await rm(`${path}.part`, { force: true });
    }
  }
}

/** Waits until a stream is closed, successfully or not. */
async function closed(stream: WriteStream): Promise<void> {
  if (stream.closed) return;
  const gone = new Promise<void>((resolve) => {
    stream.once('close', () => {
      resolve();
    });
  });
  stream.end();
  await gone;
}

async function written(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = systemCode(error);
    throw code === undefined ? error : new RowsUnwritten(code, { cause: error });
  }
}
