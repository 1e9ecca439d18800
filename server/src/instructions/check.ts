import type { Corpus, Split } from '../corpora/records.js';
import { candidatesOf } from './candidates.js';
import { isLeaked, leakFinder, sentenceHashes, shownIn, type TestIndex } from './leaks.js';
import { survives } from './reread.js';
import { rowFormats, type InstructionRow } from './row.js';
import { readRows } from './row-file.js';
import { hash53 } from './seeded.js';
import { Counts, type Count } from './tally.js';
import { isMeasuredOn } from './test-index.js';

/** The result of a check: kinds of faults, each with its count and the first examples by id. */
export interface CheckReport {
  readonly rows: number;
  readonly faults: Readonly<Record<string, Count>>;
  /** Missing corpora, whose rows could not be compared. */
  readonly unseen: readonly string[];
  /** Corpora with rows from parts other than their test part. */
  readonly taught: ReadonlySet<string>;
}

/** What files of rows are checked against. */
export interface CheckOptions {
  /** The folder of the corpora; missing parts are skipped. */
  readonly folder: string;
  /** By name; rows from other corpora are a fault. */
  readonly corpora: ReadonlyMap<string, Corpus>;
  /** An index of the parts that are measured on. */
  readonly index: TestIndex;
  /** `open`: rows with other licences are a fault. */
  readonly licence: 'open' | 'all';
  readonly signal: AbortSignal;
  readonly progress: (doing: string) => void;
}

/** Rows that still have to be found in a part of a corpus: contents by id. */
type Waiting = Map<string, Map<string, number>>;

/**
 * Checks files of rows. The reader of its task must be able to read every row. Its source must be known, its
 * licence the one requested, and its id unique. Only test rows may show a sentence or a document of a test
 * part, be it of the corpora or of the files. Then the corpora are read again, and each row must be the one
 * that they yield for its id: its spans survived, its gold is theirs, and its sentence (which a row with
 * markers does not show completely) is in no test part.
 */
export async function checkRows(files: readonly string[], options: CheckOptions): Promise<CheckReport> {
  const faults = new Counts();
  const waiting: Waiting = new Map();
  // Test rows in the files are a test part too.
  const sentences = new Set([...options.index.sentences, ...(await testSentences(files))]);
  const tests: TestIndex = { ...options.index, sentences };
  const taught = new Set<string>();
  let rows = 0;
  for (const file of files) {
    for await (const item of readRows(file)) {
      options.signal.throwIfAborted();
      if ('problem' in item) {
        faults.add('not-a-row', `${item.problem.file}:${item.problem.line}`);
        continue;
      }
      rows += 1;
      if (rows % 500 === 0) options.progress(`${rows}`);
      checkAlone(item.row, tests, options, faults);
      if (item.row.split !== 'test') taught.add(item.row.source);
      const part = `${item.row.source}/${item.row.split}`;
      const ids = waiting.get(part) ?? new Map<string, number>();
      waiting.set(part, ids);
      if (ids.has(item.row.id)) faults.add('id-twice', item.row.id);
      ids.set(item.row.id, contentOf(item.row));
    }
  }
  const unseen: string[] = [];
  for (const [part, ids] of waiting) {
    const [source = '', split = 'train'] = part.split('/');
    const corpus = options.corpora.get(source);
    if (corpus === undefined) continue;
    options.progress(part);
    const isThere = await checkPart(corpus, split as Split, ids, options, faults);
    if (!isThere) unseen.push(part);
    else for (const id of ids.keys()) faults.add('not-of-its-corpus', id);
    ids.clear();
  }
  return { rows, faults: faults.list(), unseen, taught };
}

/** Checks that only need the row itself. */
function checkAlone(row: InstructionRow, tests: TestIndex, options: CheckOptions, faults: Counts): void {
  const corpus = options.corpora.get(row.source);
  if (corpus === undefined) faults.add('unknown-source', row.id);
  else {
    if (corpus.licence.name !== row.licence) faults.add('wrong-licence', row.id);
    if (options.licence === 'open' && !corpus.licence.open) faults.add('licence-not-open', row.id);
  }
  if (!survives(row)) faults.add('unread', row.id);
  if (row.split === 'test') return;
  if (isMeasuredOn(corpus, row.split) || isLeaked(tests, shownIn(row), '')) faults.add('leaked', row.id);
}

/**
 * Compares the rows of a part with its corpus and removes those that were found; `false` if the part is
 * missing.
 */
async function checkPart(
  corpus: Corpus,
  split: Split,
  waiting: Map<string, number>,
  { folder, index, signal }: CheckOptions,
  faults: Counts,
): Promise<boolean> {
  let isThere = false;
  const formats = rowFormats.filter((format) =>
    [...waiting.keys()].some((id) => /#(?:ner|relation|nli)-json\b/.test(id) === (format === 'json')),
  );
  for await (const item of corpus.read(folder, split)) {
    signal.throwIfAborted();
    if ('problem' in item) continue;
    isThere = true;
    const leaked = leakFinder(index);
    for (const format of formats) {
      const make = {
        format,
        wordings: 'varied',
        seed: 0,
        emptyShare: 1,
        licence: corpus.licence,
        sampled: false,
      } as const;
      for (const made of candidatesOf(item.record, make)) {
        if ('dropped' in made) continue;
        const { row, shown, document } = made.candidate;
        const content = waiting.get(row.id);
        if (content === undefined) continue;
        waiting.delete(row.id);
        if (content !== contentOf(row)) faults.add('not-its-gold', row.id);
        if (split !== 'test' && leaked(shown, document)) faults.add('leaked', row.id);
      }
    }
  }
  return isThere;
}

function contentOf({ input, output }: InstructionRow): number {
  return hash53(`${input}\u0000${output}`);
}

async function testSentences(files: readonly string[]): Promise<Set<number>> {
  const hashes = new Set<number>();
  for (const file of files) {
    for await (const item of readRows(file)) {
      if (!('row' in item) || item.row.split !== 'test') continue;
      for (const text of shownIn(item.row)) for (const hash of sentenceHashes(text)) hashes.add(hash);
    }
  }
  return hashes;
}
