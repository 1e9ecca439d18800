import { basename } from 'node:path';
import { contrastPairs, readPairs } from '../corpora/pairs-file.js';
import { readably } from '../corpora/readably.js';
import type { Corpus } from '../corpora/records.js';

/**
 * The sentence pairs of a file (JSON lines: `premise`, `hypothesis`, `label`) as a corpus. Their terms of use
 * are up to whoever made them, so their rows are never among the open ones.
 */
export function contrastPairsCorpus(path: string): Corpus {
  return readably({
    name: contrastPairs,
    licence: { name: 'private', open: false },
    splits: ['train'],
    labels: ['entailment', 'neutral', 'contradiction'],
    read: (_folder, split) => readPairs(path, basename(path), split),
  });
}
