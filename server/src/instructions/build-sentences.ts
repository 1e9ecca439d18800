import type { Corpus, CorpusProblem, Split } from '../corpora/records.js';
import { sentenceCorpora } from './candidates.js';
import { isLeaked, type TestIndex } from './leaks.js';
import { sentenceRecords, type PairRecord, type SentenceRecord } from './sentence-records.js';

/** What {@link buildSentences} reads. */
export interface SentenceSource {
  /** Where the corpora lie unpacked. */
  readonly folder: string;
  readonly corpora: readonly Corpus[];
  readonly splits: readonly Split[];
  readonly signal: AbortSignal;
  /** Told of each corpus as it is begun. */
  readonly progress: (corpus: string) => void;
  readonly problem: (problem: CorpusProblem) => void;
  /** Told of each sentence or pair that is left out because a test part holds it. */
  readonly leaked: () => void;
}

/**
 * The sentences and pairs of corpora, for training an encoder. What a test part holds is left out of the other parts.
 *
 * @throws the signal's reason.
 */
export async function* buildSentences(
  { folder, corpora, splits, signal, progress, problem, leaked }: SentenceSource,
  index: TestIndex,
): AsyncGenerator<SentenceRecord | PairRecord> {
  for (const corpus of corpora) {
    for (const split of splits.filter((each) => corpus.splits.includes(each))) {
      progress(corpus.name);
      for await (const item of corpus.read(folder, split)) {
        signal.throwIfAborted();
        if ('problem' in item) {
          problem(item.problem);
          continue;
        }
        for (const each of sentenceRecords(item.record, sentenceCorpora.has(corpus.name))) {
          const shown = each.kind === 'pair' ? [each.premise, each.hypothesis] : [each.text];
          if (split !== 'test' && isLeaked(index, shown, each.document)) leaked();
          else yield each;
        }
      }
    }
  }
}
