import { resolve } from 'node:path';
import { ccBy4 } from '../corpora/licences.js';
import { readably } from '../corpora/readably.js';
import type { Corpus, Licence } from '../corpora/records.js';
import { readStandoff } from '../corpora/standoff.js';
import { clinicalSchema } from '../tasks/schemas.js';

const apache: Licence = { ...ccBy4, name: 'Apache-2.0' };

/** The source of rows that are made of invented notes. */
export const annotatedNotesName = 'notes';

/** A folder of invented notes with gold in brat standoff, as a corpus named `notes`: BioNote's own training notes. */
export function annotatedNotes(folder: string): Corpus {
  return readably({
    name: annotatedNotesName,
    licence: apache,
    splits: ['train'],
    labels: clinicalSchema.entities.map(({ name }) => name),
    read: (_corpora, split) =>
      readStandoff(
        { path: resolve(folder), name: annotatedNotesName },
        { source: annotatedNotesName, split },
        {},
      ),
  });
}
