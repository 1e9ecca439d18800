import { corpora as catalog } from '../corpora/catalog.js';
import type { Corpus, Split } from '../corpora/records.js';
import type { IndexGaps } from './index-gaps.js';
import { TestIndexBuilder, type TestIndex } from './leaks.js';

/** What figures are measured on: the test part, and the part that stands in for it where a corpus names one. */
export function keptBack({ splits, measured }: Corpus): Split[] {
  return splits.filter((split) => split === 'test' || split === measured);
}

/**
 * Whether a part stands in for the test part, so that no row may be made of it; the rows of a test part are called
 * so, and nobody takes them for others.
 */
export function isMeasuredOn(corpus: Corpus | undefined, split: Split): boolean {
  return split !== 'test' && split === corpus?.measured;
}

/**
 * Reads the parts of every corpus of the catalog that are kept back, whether rows are built of it or not: training rows
 * must not hold what somebody will test on. The index holds hashes only; what it lacks is counted in `gaps`.
 */
export async function indexTests(
  folder: string,
  signal: AbortSignal,
  progress: (doing: string) => void,
  gaps: IndexGaps,
): Promise<TestIndex> {
  const builder = new TestIndexBuilder();
  for (const corpus of catalog) {
    for (const split of keptBack(corpus)) {
      progress(corpus.name);
      for await (const item of corpus.read(folder, split)) {
        signal.throwIfAborted();
        if ('record' in item) builder.add(item.record);
        else gaps.add(corpus.name, split, item.problem);
      }
    }
  }
  return builder.index;
}
