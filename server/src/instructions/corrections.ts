import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { problemAt, UnreadableFile, type CorpusFile } from '../corpora/files.js';
import type { AnnotatedText, Corpus, CorpusItem } from '../corpora/records.js';
import { wholeText } from '../corpora/text-lines.js';
import { parseNote } from '../note/parse.js';
import type { Span } from '../note/span.js';
import { reviewedNote } from '../review/reviewed-note.js';
import { splitLines } from '../review/standoff-lines.js';
import { biomedicalSchema, clinicalSchema } from '../tasks/schemas.js';
import { standoffCorpus } from './standoff-corpus.js';

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
export function correctionsCorpus(
  folder: string,
  { reviewedElsewhere = false }: CorrectionsOptions = {},
): Corpus {
  return standoffCorpus(folder, {
    name: corrections,
    licence: { name: 'private', open: false },
    labels: [...entities, ...relations],
    style: { types: entities, relations, texts: ['.note', '.cnote', '.txt', '.md'] },
    take: (note) => reviewedOf(resolve(folder), note, reviewedElsewhere),
  });
}

/** The note with what of it was reviewed, or why it is left out. */
async function reviewedOf(
  folder: string,
  note: AnnotatedText,
  reviewedElsewhere: boolean,
): Promise<CorpusItem> {
  const { document, text } = note;
  const log = {
    path: join(folder, `${document}.review.jsonl`),
    name: `${corrections}/${document}.review.jsonl`,
  };
  const reviewed = await reviewedParts(log, text);
  if (reviewed === 'unusable') {
    return problemAt(log, 1, 'unusable-log', 'is not UTF-8, or was written by a newer BioNote');
  }
  if (reviewed === 'absent' && !reviewedElsewhere) {
    const message = 'belongs to a note of which nobody said that it was reviewed';
    return problemAt({ ...log, name: `${corrections}/${document}.ann` }, 1, 'not-reviewed', message);
  }
  const digest = sha256(document).slice(0, 12);
  const id = `${corrections}/train/${digest}`;
  return { record: { ...note, id, document: id, ...(reviewed !== 'absent' && { reviewed }) } };
}

/**
 * The sentences that a log says were reviewed. A log that is there and cannot be used is no missing one: nobody knows
 * which sentences it names.
 */
async function reviewedParts(file: CorpusFile, text: string): Promise<Span[] | 'absent' | 'unusable'> {
  let content: string | undefined;
  try {
    content = await wholeText(file);
  } catch (error) {
    if (error instanceof UnreadableFile && error.code === 'ENOENT') return 'absent';
    throw error;
  }
  if (content === undefined) return 'unusable';
  const files = { standoff: [], log: splitLines(content) };
  const { note, log, reviewedSentences } = reviewedNote(parseNote('', 0, text), files, sha256);
  if (log.newer) return 'unusable';
  return note.sentences.filter((_, index) => reviewedSentences.has(index)).map(({ span }) => span);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
