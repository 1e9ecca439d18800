import { stat } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { corpora as catalog, findCorpus } from '../corpora/catalog.js';
import { contrastPairs } from '../corpora/pairs-file.js';
import type { Corpus, Split } from '../corpora/records.js';
import { annotatedNotes, annotatedNotesName } from '../instructions/annotated-notes.js';
import { contrastPairsCorpus } from '../instructions/contrast-pairs.js';
import { corrections, correctionsCorpus } from '../instructions/corrections.js';
import { UsageError } from './failure.js';

/** The options that choose the corpora for rows. */
export interface Choosing {
  readonly licence: 'open' | 'all';
  /** Names separated by commas (default: all). */
  readonly only?: string;
  /** A folder of invented notes with gold. */
  readonly notes?: string;
  /** A folder of notes of which nothing may be in the rows. */
  readonly except?: string;
  /** A folder of corrected notes. */
  readonly corrections?: string;
  /** Whether notes without a log of their review count as reviewed. */
  readonly reviewedElsewhere?: boolean;
  /** A file of sentence pairs. */
  readonly pairs?: string;
}

/**
 * The corpora to make rows from, including the user's own.
 *
 * @throws UsageError if a name is unknown, a file is missing, or private data is combined with `--licence open`.
 */
export async function chosenCorpora(options: Choosing): Promise<Corpus[]> {
  const { only, licence, corrections: notes, pairs } = options;
  if (licence === 'open' && (notes !== undefined || pairs !== undefined)) {
    throw new UsageError(
      l10n.t('Rows from corrected notes or your own pairs are private, not open: use --licence all.'),
    );
  }
  const names = only?.split(',').map((name) => name.trim()) ?? catalog.map(({ name }) => name);
  const found = names.map((name) => {
    const corpus = findCorpus(name);
    if (corpus === undefined && ![annotatedNotesName, corrections, contrastPairs].includes(name)) {
      throw new UsageError(
        l10n.t(
          'There is no corpus “{0}”. Available: {1}.',
          name,
          catalog.map((each) => each.name).join(', '),
        ),
      );
    }
    return corpus;
  });
  const open = found
    .flatMap((corpus) => corpus ?? [])
    .filter((corpus) => licence === 'all' || corpus.licence.open);
  return [...open, ...(await ownCorpora(options))];
}

/**
 * What is not in the catalog: invented notes, and the user's own data, corrected notes and sentence pairs.
 *
 * @throws UsageError if they do not exist.
 */
export async function ownCorpora({
  notes: invented,
  corrections: notes,
  reviewedElsewhere = false,
  pairs,
}: Choosing): Promise<Corpus[]> {
  const own: Corpus[] = [];
  if (invented !== undefined) {
    await needFolder(invented);
    own.push(annotatedNotes(invented));
  }
  if (notes !== undefined) {
    await needFolder(notes);
    own.push(correctionsCorpus(notes, { reviewedElsewhere }));
  }
  if (pairs !== undefined) {
    const found = await stat(pairs).catch(() => undefined);
    if (found?.isFile() !== true) throw new UsageError(l10n.t('{0} is not a file. Check the path.', pairs));
    own.push(contrastPairsCorpus(pairs));
  }
  return own;
}

/**
 * The notes whose sentences are kept out of the rows, beside the test parts.
 *
 * @throws UsageError if the folder does not exist.
 */
export async function keptOut({ except }: Choosing): Promise<Corpus[]> {
  if (except === undefined) return [];
  await needFolder(except);
  return [annotatedNotes(except)];
}

/** @throws UsageError if the folder does not exist. */
export async function needFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true)
    throw new UsageError(l10n.t('{0} is not a folder. Check the path.', folder));
}

/**
 * Parses a list of splits separated by commas.
 *
 * @throws UsageError if a split does not exist.
 */
export function splitsOf(list: string): Split[] {
  const known = ['train', 'dev', 'test'] as const;
  return list.split(',').map((name) => {
    const split = known.find((each) => each === name.trim());
    if (split === undefined)
      throw new UsageError(l10n.t('There is no split “{0}”: train, dev or test.', name));
    return split;
  });
}
