import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { goldNote, readPairs, type GoldNote } from './gold-note.js';

/**
 * The annotated notes in a folder, by name.
 *
 * @throws what reading throws, or an Error if the gold does not fit the text.
 */
export async function readBenchmark(folder: string): Promise<GoldNote[]> {
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  const pairs = readPairs(await read('pairs.jsonl'));
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ann')).sort();
  return Promise.all(
    names.map(async (name) => {
      const stem = name.slice(0, -'.ann'.length);
      return goldNote(stem, await read(`${stem}.txt`), await read(name), pairs);
    }),
  );
}
