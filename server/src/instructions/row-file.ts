import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { jsonLines } from '../corpora/json-entries.js';
import type { CorpusProblem } from '../corpora/records.js';
import { instructionTasks, type InstructionRow } from './row.js';

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

/** The row files in a folder, or the given file. Empty if there is none. */
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

/** Streams the rows of a file, and the lines that are not rows. */
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
