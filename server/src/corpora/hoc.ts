import { detokenise } from './detokenise.js';
import { findFile, missing, originOf, problemAt, type CorpusFile, type Part } from './files.js';
import { hallmarksOfCancer } from './hallmarks.js';
import type { CorpusItem } from './records.js';
import { wholeText } from './text-lines.js';

const archive = 'hoc';
const repository = 'Hallmarks-of-Cancer-master/';
const lists = ['', 'indexing/HoC/', 'data_generation/indexing/HoC/'];

/**
 * Reads the Hallmarks of Cancer corpus (Baker et al. 2016) as its authors publish it: abstracts in `text`, a
 * tokenised sentence a line, and in `labels` the labels of each sentence behind a `<`. An abstract has every
 * hallmark that one of its sentences has, and may have none. The corpus has no parts of its own: a list of file
 * names for each part, as BLURB distributes it, divides it.
 */
export async function* readHoc(folder: string, part: Part): AsyncGenerator<CorpusItem> {
  const place = await placeOf(folder);
  if (place === undefined) {
    const table = await findFile(folder, archive, `${part.split}.tsv`);
    yield table === undefined
      ? missing(archive, (await findFile(folder, archive, 'text')) ? 'labels' : 'text')
      : problemAt(
          table,
          1,
          'unsupported',
          'is a table of sentences; the folders “text” and “labels” are read',
        );
    return;
  }
  const list = await firstFile(
    folder,
    lists.map((above) => `${above}${part.split}_pmid.tsv`),
  );
  if (list === undefined) {
    const file = { path: '', name: `${archive}/${part.split}_pmid.tsv` };
    yield problemAt(
      file,
      1,
      'missing',
      'is not there: the list of the files of the part, as BLURB divides them',
    );
    return;
  }
  const names = await wholeText(list);
  if (names === undefined) {
    yield problemAt(list, 1, 'encoding', 'is not UTF-8');
    return;
  }
  for (const name of new Set(names.split(/[\s,]+/).filter((each) => each !== ''))) {
    const pmid = /^(\d+)(?:\.txt)?$/.exec(name)?.[1];
    if (pmid === undefined) yield problemAt(list, 1, 'file-name', 'holds what is no file name of the corpus');
    else yield await abstractOf(folder, place, pmid, part);
  }
}

/** What stands before `text` and `labels`; `undefined` if they are not both there. */
async function placeOf(folder: string): Promise<string | undefined> {
  for (const above of ['', repository]) {
    const found = await Promise.all(
      ['text', 'labels'].map((name) => findFile(folder, archive, `${above}${name}`)),
    );
    if (found.every((each) => each !== undefined)) return above;
  }
  return undefined;
}

async function firstFile(folder: string, names: readonly string[]): Promise<CorpusFile | undefined> {
  for (const name of names) {
    const file = await findFile(folder, archive, name);
    if (file) return file;
  }
  return undefined;
}

async function abstractOf(folder: string, place: string, pmid: string, part: Part): Promise<CorpusItem> {
  const textFile = await findFile(folder, archive, `${place}text/${pmid}.txt`);
  if (textFile === undefined) return missing(archive, `${place}text/${pmid}.txt`);
  const labelFile = await findFile(folder, archive, `${place}labels/${pmid}.txt`);
  if (labelFile === undefined) return problemAt(textFile, 1, 'no-gold', 'has no labels beside it');
  const text = await wholeText(textFile);
  if (text === undefined) return problemAt(textFile, 1, 'encoding', 'is not UTF-8');
  const gold = await wholeText(labelFile);
  if (gold === undefined) return problemAt(labelFile, 1, 'encoding', 'is not UTF-8');

  const sentences = linesOf(text);
  if (sentences.length === 0) return problemAt(textFile, 1, 'no-text', 'is empty');
  const [before = '', ...bySentence] = gold.split('<');
  if (before.trim() !== '') return problemAt(labelFile, 1, 'labels', 'does not begin with “<”');
  if (bySentence.length !== sentences.length) {
    const counts = `${bySentence.length} labelled sentences for ${sentences.length}`;
    return problemAt(labelFile, 1, 'labels', `has ${counts} of the text`);
  }
  const named = new Set(bySentence.flatMap(hallmarksOf));
  const labels = hallmarksOfCancer.filter((label) => named.delete(label));
  const [unknown] = named;
  if (unknown !== undefined) return problemAt(labelFile, 1, 'unknown-label', `is no hallmark: ${unknown}`);
  return {
    record: {
      kind: 'classified',
      ...originOf(part, pmid, pmid),
      text: sentences.map((sentence) => detokenise(sentence.split(/\s+/)).text).join(' '),
      labels,
    },
  };
}

function linesOf(text: string): string[] {
  const trimmed = text.trim();
  return trimmed === '' ? [] : trimmed.split('\n').map((line) => line.trim());
}

/** The hallmarks of a sentence: the tops of paths such as `Resisting cell death--Apoptosis`, joined by `AND`. */
function hallmarksOf(labels: string): string[] {
  return labels.split('AND').flatMap((path) => {
    const [top = ''] = path.split('--');
    const name = top.trim();
    return name === '' || name === 'NULL' ? [] : [name.toLowerCase()];
  });
}
