import type { CorpusRecord } from '../../corpora/records.js';
import type { NoteTask } from '../sets/data-set.js';
import { citationUnits } from '../tasks/citation-outcome.js';
import type { NoteAnswers } from './answers.js';
import { classificationScores } from './classification-scores.js';
import { eachOf } from './each-of.js';
import type { Measured, Measurement } from './measurement.js';
import {
  citationScores,
  coreferenceScores,
  medicationScores,
  writingScores,
  type MeasuredNotes,
} from './note-scores.js';

/** Measures what a model writes, links, lists, classifies or cites. */
export async function measureNotes(
  records: readonly CorpusRecord[],
  task: NoteTask,
  measurement: Measurement,
): Promise<Measured> {
  const { ofNotes } = measurement.answers;
  if (!ofNotes) return { documents: [], errors: [] };
  const { scores, documents } = await measured(records, task, ofNotes, measurement);
  return { notes: scores, documents, errors: [] };
}

async function measured(
  records: readonly CorpusRecord[],
  task: NoteTask,
  answers: NoteAnswers,
  measurement: Measurement,
): Promise<MeasuredNotes> {
  const { seed } = measurement.choice;
  const notes = records.filter((record) => record.kind === 'note');
  switch (task.kind) {
    case 'writing': {
      const written = records.filter((record) => record.kind === 'written');
      return writingScores(await eachOf(written, measurement, (each) => answers.writing(each, task)), seed);
    }
    case 'coreference': {
      const annotated = records.filter((record) => record.kind === 'annotated');
      return coreferenceScores(
        await eachOf(annotated, measurement, (each) => answers.chains(each, task)),
        seed,
      );
    }
    case 'medications':
      return medicationScores(await eachOf(notes, measurement, (each) => answers.medications(each)), seed);
    case 'classification': {
      const classified = records.filter((record) => record.kind === 'classified');
      return classificationScores(
        await eachOf(classified, measurement, (each) => answers.classification(each, task)),
        seed,
      );
    }
    case 'citations': {
      const units = notes.flatMap(citationUnits);
      return citationScores(await eachOf(units, measurement, (each) => answers.citations(each, task)), seed);
    }
  }
}
