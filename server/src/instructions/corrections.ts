import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readably } from '../corpora/readably.js';
import type { Corpus, CorpusItem } from '../corpora/records.js';
import { readStandoff } from '../corpora/standoff.js';
import { parseNote } from '../note/parse.js';
import type { Span } from '../note/span.js';
import { reviewedNote } from '../review/reviewed-note.js';
import { linesOf } from '../review/standoff-lines.js';
import { biomedicalSchema, clinicalSchema } from '../tasks/schemas.js';

/** The source name of corrected notes. */
export const corrections = 'corrections';

const entities = [...clinicalSchema.entities, ...biomedicalSchema.entities].map(({ name }) => name);
const relations = [...clinicalSchema.relations, ...biomedicalSchema.relations].map(({ code }) => code);

/** How corrected notes are read. */
export interface CorrectionsOptions {
  /** Take a note without a log as reviewed throughout: another tool corrected it. */
  readonly reviewedElsewhere?: boolean;
}

/**
 * The corrected notes of a folder as a corpus: brat standoff (`NAME.ann`) and the log of the review
 * (`NAME.review.jsonl`) next to the note (`NAME.note`, `.cnote`, `.txt` or `.md`). Only sentences that somebody said
 * were reviewed count: in others, what is not marked may be there all the same. They are private notes: their rows are
 * never among the open ones, and records are identified by a digest, since a file name can be a patient's name.
 */
export function correctionsCorpus(folder: string, options: CorrectionsOptions = {}): Corpus {
  return readably({
    name: corrections,
    licence: { name: 'private', open: false },
    splits: ['train'],
    labels: [...entities, ...relations],
    read: () => readNotes(resolve(folder), options),
  });
}

async function* readNotes(
  folder: string,
  { reviewedElsewhere = false }: CorrectionsOptions,
): AsyncGenerator<CorpusItem> {
  const items = readStandoff(
    { path: folder, name: corrections },
    { source: corrections, split: 'train' },
    { types: entities, relations, texts: ['.note', '.cnote', '.txt', '.md'] },
  );
  for await (const item of items) {
    if ('problem' in item || item.record.kind !== 'annotated') {
      yield item;
      continue;
    }
    const { document, text } = item.record;
    const name = document.slice(document.lastIndexOf('/') + 1);
    const reviewed = await reviewedParts(join(folder, `${name}.review.jsonl`), text);
    if (reviewed === undefined && !reviewedElsewhere) {
      yield {
        problem: {
          file: `${corrections}/${name}.ann`,
          line: 1,
          code: 'not-reviewed',
          message: 'belongs to a note of which nobody said that it was reviewed',
        },
      };
      continue;
    }
    const digest = sha256(document).slice(0, 12);
    const id = `${corrections}/train/${digest}`;
    yield { record: { ...item.record, id, document: id, ...(reviewed && { reviewed }) } };
  }
}

/** The sentences that a log says were reviewed; `undefined` if there is no log, or none that can be read. */
async function reviewedParts(path: string, text: string): Promise<Span[] | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  const log = bytes && linesOf(bytes);
  if (log === undefined || typeof log === 'string') return undefined;
  const { note, reviewedSentences } = reviewedNote(parseNote('', 0, text), { standoff: [], log }, sha256);
  return note.sentences.filter((_, index) => reviewedSentences.has(index)).map(({ span }) => span);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
