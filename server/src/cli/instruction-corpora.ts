import { stat } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { corpora as catalog, findCorpus } from '../corpora/catalog.js';
import { contrastPairs } from '../corpora/pairs-file.js';
import type { Corpus, Split } from '../corpora/records.js';
import { contrastPairsCorpus } from '../instructions/contrast-pairs.js';
import { corrections, correctionsCorpus } from '../instructions/corrections.js';
import { UsageError } from './failure.js';

/** Which corpora rows are made of, as the options of a command say it. */
export interface Choosing {
  readonly licence: 'open' | 'all';
  /** Names, with commas between; all of them where it is absent. */
  readonly only?: string;
  /** A folder of corrected notes. */
  readonly corrections?: string;
  /** A file of sentence pairs. */
  readonly pairs?: string;
}

/**
 * The corpora that rows are to be made of, the person's own among them.
 *
 * @throws UsageError where one is not known, not there, or private among open ones.
 */
export async function chosenCorpora(options: Choosing): Promise<Corpus[]> {
  const { only, licence, corrections: notes, pairs } = options;
  if (licence === 'open' && (notes !== undefined || pairs !== undefined)) {
    throw new UsageError(
      l10n.t(
        'Corrected notes and pairs of your own are private, so their rows are not open: use --licence all with them.',
      ),
    );
  }
  const names = only?.split(',').map((name) => name.trim()) ?? catalog.map(({ name }) => name);
  const found = names.map((name) => {
    const corpus = findCorpus(name);
    if (corpus === undefined && name !== corrections && name !== contrastPairs) {
      throw new UsageError(
        l10n.t(
          'There is no corpus “{0}”. There are: {1}.',
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
 * What the person brings along: corrected notes, and sentence pairs.
 *
 * @throws UsageError where they are not there.
 */
export async function ownCorpora({ corrections: notes, pairs }: Choosing): Promise<Corpus[]> {
  const own: Corpus[] = [];
  if (notes !== undefined) {
    await needFolder(notes);
    own.push(correctionsCorpus(notes));
  }
  if (pairs !== undefined) {
    const found = await stat(pairs).catch(() => undefined);
    if (found?.isFile() !== true) throw new UsageError(l10n.t('{0} is no file. Check the path.', pairs));
    own.push(contrastPairsCorpus(pairs));
  }
  return own;
}

/** @throws UsageError where there is no such folder. */
export async function needFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true)
    throw new UsageError(l10n.t('{0} is no folder. Check the path.', folder));
}

/**
 * The parts of corpora that a list names.
 *
 * @throws UsageError where there is no such part.
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
