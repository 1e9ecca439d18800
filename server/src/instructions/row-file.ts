import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { Split } from '../corpora/records.js';
import { jsonLines } from '../corpora/json-entries.js';
import type { CorpusProblem } from '../corpora/records.js';
import { instructionTasks, type InstructionRow } from './row.js';

/** As Hugging Face `datasets` names the parts of a folder. */
const fileNames: Readonly<Record<Split, string>> = {
  train: 'train.jsonl',
  dev: 'validation.jsonl',
  test: 'test.jsonl',
};

const shape = z.object({
  instruction: z.string(),
  input: z.string(),
  output: z.string(),
  task: z.enum(instructionTasks),
  source: z.string(),
  split: z.enum(['train', 'dev', 'test']),
  id: z.string(),
  licence: z.string(),
});

/**
 * Writes rows as JSON lines: into a folder, a file for each split as `datasets` loads it, or into one file where the
 * name ends in `.jsonl`. Files appear under their names when all is written, so that an interrupted build leaves none.
 */
export class RowWriter {
  readonly #open = new Map<string, WriteStream>();

  constructor(private readonly out: string) {}

  async write(row: InstructionRow): Promise<void> {
    const path = this.out.endsWith('.jsonl') ? this.out : join(this.out, fileNames[row.split]);
    const stream = this.#open.get(path) ?? (await this.#begin(path));
    // `once` rejects on an error and takes its listeners off again: a build waits here for each few rows.
    if (!stream.write(`${JSON.stringify(row)}\n`)) await once(stream, 'drain');
  }

  async #begin(path: string): Promise<WriteStream> {
    await mkdir(dirname(path), { recursive: true });
    const stream = createWriteStream(`${path}.part`);
    this.#open.set(path, stream);
    await once(stream, 'open');
    return stream;
  }

  /** Ends the files; with `keep`, they get their names, otherwise they are taken away. The paths that were written. */
  async end(keep: boolean): Promise<string[]> {
    const paths = [...this.#open.keys()];
    for (const [path, stream] of this.#open) {
      stream.end();
      await once(stream, 'close');
      if (keep) await rename(`${path}.part`, path);
      else await rm(`${path}.part`, { force: true });
    }
    return paths;
  }
}

/** The row files of a folder, or the one file that is named. Empty where there is none. */
export async function rowFiles(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return [];
  if (!found.isDirectory()) return [path];
  const names = await readdir(path);
  return names
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(path, name));
}

/** The rows of a file as a stream, with what is no row. */
export async function* readRows(
  path: string,
): AsyncGenerator<{ readonly row: InstructionRow } | { readonly problem: CorpusProblem }> {
  for await (const item of jsonLines({ path, name: path })) {
    if ('problem' in item) {
      yield item;
      continue;
    }
    const read = shape.safeParse(item.entry.value);
    if (read.success) yield { row: read.data };
    else
      yield {
        problem: { file: path, line: item.entry.line, code: 'not-a-row', message: 'is no instruction row' },
      };
  }
}
