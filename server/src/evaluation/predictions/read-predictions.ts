import { isUtf8 } from 'node:buffer';
import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { bratPredictions, type StandoffFile } from './brat-predictions.js';
import { conllPredictions } from './conll-predictions.js';
import { jsonlPredictions } from './jsonl-predictions.js';
import type { Predictions, Report } from './predictions.js';
import { pubTatorPredictions } from './pubtator-predictions.js';

/** The path contains no predictions. */
export class NoPredictions extends Error {
  override readonly name = 'NoPredictions';
}

/**
 * Reads the predictions of another system: a folder of `.ann` files or one of them, or a file that ends in `.jsonl`,
 * `.pubtator` or a name for CoNLL columns (`.conll`, `.iob`, `.bio`, `.tsv`).
 *
 * @throws NoPredictions if the path cannot be read, is not UTF-8, or its form is not known. A file of a folder
 * that is not UTF-8 is reported and left out.
 */
export async function readPredictions(path: string, report: Report): Promise<Predictions> {
  try {
    if ((await stat(path)).isDirectory()) {
      return bratPredictions(await standoffIn(path, report), report);
    }
    const content = textOf(await readFile(path));
    if (content === undefined) {
      throw new NoPredictions('is not UTF-8');
    }
    const name = basename(path);
    switch (extname(path).toLowerCase()) {
      case '.ann':
        return bratPredictions([{ name, document: basename(path, '.ann'), content }], report);
      case '.jsonl':
        return jsonlPredictions(name, content, report);
      case '.pubtator':
        return pubTatorPredictions(name, content, report);
      case '.conll':
      case '.iob':
      case '.bio':
      case '.tsv':
        return conllPredictions(name, content, report);
    }
  } catch (error) {
    if (error instanceof NoPredictions) {
      throw error;
    }
    throw new NoPredictions('cannot be read', { cause: error });
  }
  throw new NoPredictions('is of no known form: .ann, .jsonl, .pubtator, .conll, .iob, .bio or .tsv');
}

async function standoffIn(folder: string, report: Report): Promise<StandoffFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ann')).sort();
  if (names.length === 0) {
    throw new NoPredictions('is a folder without .ann files');
  }
  const files = await Promise.all(
    names.map(async (name): Promise<StandoffFile[]> => {
      const content = textOf(await readFile(join(folder, name)));
      if (content === undefined) {
        report({ file: name, line: 1, code: 'encoding', message: 'is not UTF-8' });
        return [];
      }
      return [{ name, document: basename(name, '.ann'), content }];
    }),
  );
  return files.flat();
}

/** `undefined` if the bytes are not UTF-8: other encodings must not be guessed. */
function textOf(bytes: Buffer): string | undefined {
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}
