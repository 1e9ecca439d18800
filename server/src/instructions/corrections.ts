import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { readably } from '../corpora/readably.js';
import type { Corpus, CorpusItem } from '../corpora/records.js';
import { readStandoff } from '../corpora/standoff.js';
import { biomedicalSchema, clinicalSchema } from '../tasks/schemas.js';

/** The source name of corrected notes. */
export const corrections = 'corrections';

const entities = [...clinicalSchema.entities, ...biomedicalSchema.entities].map(({ name }) => name);
const relations = [...clinicalSchema.relations, ...biomedicalSchema.relations].map(({ code }) => code);

/**
 * The corrected notes of a folder as a corpus: brat standoff (`NAME.ann`) next to the note (`NAME.note`,
 * `.cnote`, `.txt` or `.md`). They are private notes: their rows are never among the open ones, and records
 * are identified by a digest, since a file name can be a patient's name.
 */
export function correctionsCorpus(folder: string): Corpus {
  return readably({
    name: corrections,
    licence: { name: 'private', open: false },
    splits: ['train'],
    labels: [...entities, ...relations],
    read: () => readNotes(folder),
  });
}

async function* readNotes(folder: string): AsyncGenerator<CorpusItem> {
  const items = readStandoff(
    { path: resolve(folder), name: corrections },
    { source: corrections, split: 'train' },
    { types: entities, relations, texts: ['.note', '.cnote', '.txt', '.md'] },
  );
  for await (const item of items) {
    if ('problem' in item) {
      yield item;
      continue;
    }
    const digest = createHash('sha256').update(item.record.document).digest('hex').slice(0, 12);
    const id = `${corrections}/train/${digest}`;
    yield { record: { ...item.record, id, document: id } };
  }
}
