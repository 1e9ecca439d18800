import type { Corpus, CorpusProblem, CorpusRecord, Split } from '../corpora/records.js';
import { candidatesOf } from './candidates.js';
import { leakFinder, shownIn, type TestIndex } from './leaks.js';
import { survives } from './reread.js';
import type { InstructionRow, RowFormat, RowWordings } from './row.js';
import type { Tally } from './tally.js';
import { isMeasuredOn } from './test-index.js';

/** Options of a build. */
export interface BuildOptions {
  /** The folder with the unpacked corpora. */
  readonly folder: string;
  /** The corpora to build, in order. */
  readonly corpora: readonly Corpus[];
  readonly splits: readonly Split[];
  readonly format: RowFormat;
  readonly wordings: RowWordings;
  readonly seed: number;
  readonly emptyShare: number;
  /** Maximum number of rows per split of a corpus. */
  readonly limit?: number;
  /** What to do at a piece of a corpus that cannot be read: leave it out and count it, or end with a {@link CorpusError}. */
  readonly onError: 'skip' | 'stop';
  readonly signal: AbortSignal;
  /** Called now and then with the progress. */
  readonly progress: (doing: string) => void;
}

/** An item of a corpus could not be read, and the build was to stop. */
export class CorpusError extends Error {
  override readonly name = 'CorpusError';

  constructor(readonly problem: CorpusProblem) {
    super(`${problem.file}:${problem.line}: ${problem.message}`);
  }
}

/**
 * Streams the rows of the corpora; only the current record is in memory. Rows of training and development
 * parts that show a sentence or a document of a part that is measured on are left out. `tally` counts
 * everything.
 *
 * @throws CorpusError if `onError` is `stop`; the signal's reason.
 */
export async function* buildRows(
  options: BuildOptions,
  index: TestIndex,
  tally: Tally,
): AsyncGenerator<InstructionRow> {
  for (const corpus of options.corpora) {
    for (const split of options.splits.filter((each) => corpus.splits.includes(each))) {
      yield* partRows(corpus, split, options, index, tally);
    }
  }
}

async function* partRows(
  corpus: Corpus,
  split: Split,
  options: BuildOptions,
  index: TestIndex,
  tally: Tally,
): AsyncGenerator<InstructionRow> {
  const { folder, limit = Infinity, signal, progress, onError } = options;
  let written = 0;
  for await (const item of corpus.read(folder, split)) {
    signal.throwIfAborted();
    if ('problem' in item) {
      tally.problem(item.problem, corpus.name);
      if (onError === 'stop' && item.problem.code !== 'missing') throw new CorpusError(item.problem);
      continue;
    }
    for (const row of recordRows(item.record, corpus, options, index, tally)) {
      tally.row(row);
      yield row;
      written += 1;
      if (written >= limit) return;
    }
    progress(`${corpus.name} ${split}: ${tally.rows}`);
  }
}

function* recordRows(
  record: CorpusRecord,
  corpus: Corpus,
  { format, wordings, seed, emptyShare }: BuildOptions,
  index: TestIndex,
  tally: Tally,
): Generator<InstructionRow> {
  const { name, licence } = corpus;
  const leaked = leakFinder(index);
  const isMeasured = isMeasuredOn(corpus, record.split);
  const isTest = record.split === 'test';
  for (const made of candidatesOf(record, { format, wordings, seed, emptyShare, licence, sampled: true })) {
    if ('dropped' in made) {
      tally.dropped(made.dropped, name);
      continue;
    }
    const { row, shown, document } = made.candidate;
    if (isMeasured || (!isTest && leaked([...shown, ...shownIn(row)], document)))
      tally.dropped({ code: 'leaked', id: row.id }, name);
    else if (!survives(row)) tally.dropped({ code: 'unread', id: row.id }, name);
    else yield row;
  }
}
