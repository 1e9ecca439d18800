import { corpora as catalog } from '../corpora/catalog.js';
import type { Corpus, Split } from '../corpora/records.js';
import type { IndexGaps } from './index-gaps.js';
import { TestIndexBuilder, type TestIndex } from './leaks.js';

/**
 * The parts that figures are measured on: the test part, and the part that stands in for it if the corpus
 * names one.
 */
export function keptBack({ splits, measured }: Corpus): Split[] {
  return splits.filter((split) => split === 'test' || split === measured);
}

/**
 * Whether a part stands in for the test part, so that no row may be made from it. Rows of a test part proper
 * are labelled as such, so they cannot be mistaken for others.
 */
export function isMeasuredOn(corpus: Corpus | undefined, split: Split): boolean {
  return split !== 'test' && split === corpus?.measured;
}

/**
 * Reads the held-out parts of every corpus in the catalog, whether or not rows are built from it: training
 * rows must not contain what others will test on. So is every part of the
 * corpora in `measuring`. The index contains only hashes; what it lacks is counted in `gaps`.
 */
export async function indexTests(
  folder: string,
  signal: AbortSignal,
  progress: (doing: string) => void,
  gaps: IndexGaps,
  measuring: readonly Corpus[] = [],
): Promise<TestIndex> {
  const builder = new TestIndexBuilder();
  const parts = [
    ...catalog.map((corpus) => [corpus, keptBack(corpus)] as const),
    ...measuring.map((corpus) => [corpus, corpus.splits] as const),
  ];
  for (const [corpus, splits] of parts) {
    for (const split of splits) {
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
