import { relative, sep } from 'node:path';
import { problemAt, systemCode, UnreadableFile } from './files.js';
import type { Corpus, CorpusItem } from './records.js';

/**
 * Wraps a corpus so that a file or folder which cannot be read becomes a problem, `unreadable`, and ends its
 * part instead of all reading.
 */
export function readably(corpus: Corpus): Corpus {
  return {
    ...corpus,
    async *read(folder, split): AsyncGenerator<CorpusItem> {
      try {
        yield* corpus.read(folder, split);
      } catch (error) {
        const code = error instanceof UnreadableFile ? error.code : systemCode(error);
        if (code === undefined) throw error;
        const name = nameOf(error, folder) ?? `${corpus.name}/${split}`;
        yield problemAt({ path: '', name }, 1, 'unreadable', `cannot be read (${code})`);
      }
    },
  };
}

/**
 * What could not be read, relative to the corpora; `undefined` if the error does not say, or it lies
 * elsewhere.
 */
function nameOf(error: unknown, folder: string): string | undefined {
  if (error instanceof UnreadableFile) return error.file.name;
  if (!(error instanceof Error && 'path' in error && typeof error.path === 'string')) return undefined;
  const place = relative(folder, error.path);
  return place === '' || place.startsWith('..') ? undefined : place.replaceAll(sep, '/');
}
