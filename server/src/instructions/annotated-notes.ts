import { apache2 } from '../corpora/licences.js';
import type { Corpus } from '../corpora/records.js';
import { clinicalSchema } from '../tasks/schemas.js';
import { standoffCorpus } from './standoff-corpus.js';

/** The source of rows that are made of invented notes. */
export const annotatedNotesName = 'notes';

/** A folder of invented notes with gold in brat standoff, as a corpus named `notes`: BioNote's own training notes. */
export function annotatedNotes(folder: string): Corpus {
  const labels = clinicalSchema.entities.map(({ name }) => name);
  return standoffCorpus(folder, { name: annotatedNotesName, licence: apache2, labels });
}
