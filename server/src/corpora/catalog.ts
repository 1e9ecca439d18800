import { documentCorpora } from './document-corpora.js';
import { iobCorpora } from './iob-corpora.js';
import { readably } from './readably.js';
import type { Corpus } from './records.js';
import { textCorpora } from './text-corpora.js';

/** Every corpus that BioNote can read, in the order in which they are listed and built. */
export const corpora: readonly Corpus[] = [...iobCorpora, ...documentCorpora, ...textCorpora].map(readably);

/** The corpus with that name, ignoring case; `undefined` if there is none. */
export function findCorpus(name: string): Corpus | undefined {
  return corpora.find((corpus) => corpus.name.toLowerCase() === name.toLowerCase());
}
