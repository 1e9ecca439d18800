import type { Corpus, CorpusItem, Split } from '../../corpora/records.js';
import type { SetReport } from '../report/report.js';
import type { Answers } from './answers.js';
import type { Choice } from './selection.js';

/** What a data set is measured with. */
export interface Measurement {
  readonly answers: Answers;
  /** Where the corpora lie unpacked. */
  readonly folder: string;
  readonly corpus: Corpus | undefined;
  /** In place of the corpus. */
  readonly items?: AsyncIterable<CorpusItem>;
  /** In place of the part that the data set names. */
  readonly split?: Split;
  readonly choice: Choice;
  /** From which probability on the editor shows a relation; absent if no model is asked. */
  readonly relationsFrom?: number;
  /** How many units are worked on at once. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** What came of it. */
export type Measured = Pick<
  SetReport,
  'entities' | 'relations' | 'inference' | 'notes' | 'errors' | 'documents'
> & {
  /** What was wrong with files other than those of the part that was measured. */
  readonly elsewhere?: SetReport['problems'];
};
