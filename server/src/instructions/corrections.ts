import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { readably } from '../corpora/readably.js';
import type { Corpus, CorpusItem } from '../corpora/records.js';
import { readStandoff } from '../corpora/standoff.js';
import { biomedicalSchema, clinicalSchema } from '../tasks/schemas.js';

/** The name under which corrected notes go into rows. */
export const corrections = 'corrections';

const entities = [...clinicalSchema.entities, ...biomedicalSchema.entities].map(({ name }) => name);
const relations = [...clinicalSchema.relations, ...biomedicalSchema.relations].map(({ code }) => code);

/**
 * The notes of a folder that were corrected in the editor, as a corpus: brat standoff (`NAME.ann`) beside the note
 * (`NAME.note`, `.cnote`, `.txt` or `.md`). They are somebody's notes: their rows are never among the open ones, and
 * their records are named by a digest, since a file's name can be that of a patient.
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
