import type { Measurement, Measured } from './measurement.js';
import type { AnnotatedText, CorpusItem, CorpusRecord, Split } from '../../corpora/records.js';
import type { SetReport } from '../report/report.js';
import type { DataSet, EntityTask, InferenceTask, QuestionTask, RelationTask } from '../sets/data-set.js';
import { goldRelations } from '../tasks/concept-outcome.js';
import { inferenceUnit } from '../tasks/inference-outcome.js';
import { questionUnit } from '../tasks/question-outcome.js';
import { relationUnits, unaskedRelations } from '../tasks/relation-outcome.js';
import { entityScores } from './entity-scores.js';
import { conceptScores, inferenceScores, relationScores } from './label-scores.js';
import { eachOf } from './each-of.js';
import { measureNotes } from './measure-notes.js';
import { conceptErrors, entityErrors, labelErrors } from './readable-errors.js';
import { seenNames } from './seen-names.js';
import { selectUnits, together, type Choice, type Selected } from './selection.js';

/**
 * Measures one data set.
 *
 * @throws ModelError if the engine fails as a whole, or the signal's reason.
 */
export async function measureSet(set: DataSet, measurement: Measurement): Promise<SetReport> {
  const { corpus, folder, choice, answers } = measurement;
  const split = measurement.split ?? set.split;
  const items = measurement.items ?? corpus?.read(folder, split) ?? nothing();
  const { task } = set;
  const selected = await selectUnits(items, (record) => (isOf(task, record) ? record : undefined), choice);
  if (selected.of === 0) {
    return skippedSet(
      set,
      split,
      'There are no records: see what is wrong with the files.',
      selected.problems,
    );
  }
  const { elsewhere, ...measured } = await measuredBy(task, selected.units, measurement, split);
  const facts = answers.facts();
  return {
    name: set.name,
    split,
    kind: task.kind,
    remarks: set.remarks,
    selection: selectionOf(selected, choice),
    problems: together(selected.problems, elsewhere, answers.problems()),
    ...measured,
    ...(facts && { run: facts }),
  };
}

/** The report of a data set that was not measured, and why. */
export function skippedSet(
  { name, task, remarks }: DataSet,
  split: Split,
  why: string,
  problems: SetReport['problems'] = { total: 0, byCode: {}, first: [] },
): SetReport {
  const selection = { records: 0, of: 0, documents: 0, how: 'all' } as const;
  return {
    ...{ name, split, kind: task.kind, remarks, selection, problems },
    ...{ skipped: why, errors: [], documents: [] },
  };
}

function measuredBy(
  task: DataSet['task'],
  records: readonly CorpusRecord[],
  measurement: Measurement,
  split: Split,
): Promise<Measured> {
  const annotated = records.filter((record) => record.kind === 'annotated');
  switch (task.kind) {
    case 'entities':
      return measureEntities(annotated, task, measurement, split);
    case 'relations':
      return task.level === 'documents'
        ? measureConcepts(annotated, task, measurement)
        : measureRelations(annotated, task, measurement);
    case 'inference':
      return measureInference(records, task, measurement);
    case 'questions':
      return measureQuestions(records, task, measurement);
    case 'writing':
    case 'coreference':
    case 'medications':
    case 'classification':
    case 'citations':
      return measureNotes(records, task, measurement);
  }
}

/** Whether a data set with this task is about such records. */
function isOf(task: DataSet['task'], record: CorpusRecord): boolean {
  switch (task.kind) {
    case 'entities':
    case 'relations':
    case 'coreference':
      return record.kind === 'annotated';
    case 'inference':
      return inferenceUnit(record, task) !== undefined;
    case 'questions':
      return questionUnit(record, task) !== undefined;
    case 'writing':
      return record.kind === 'written';
    case 'medications':
      return record.kind === 'note' && record.medications !== undefined;
    case 'classification':
      return record.kind === 'classified';
    case 'citations':
      return record.kind === 'note' && record.statements.length > 0;
  }
}

async function measureEntities(
  records: readonly AnnotatedText[],
  task: EntityTask,
  measurement: Measurement,
  split: Split,
): Promise<Measured> {
  const { corpus, folder, signal, answers, choice } = measurement;
  const others = corpus && (await seenNames(corpus, folder, split, task, signal));
  const outcomes = await eachOf(records, measurement, (record) => answers.entities(record, task));
  const { scores, documents } = entityScores(outcomes, task, others?.seen, choice.seed);
  return {
    entities: scores,
    documents,
    errors: entityErrors(outcomes, choice),
    ...(others && { elsewhere: others.problems }),
  };
}

async function measureRelations(
  records: readonly AnnotatedText[],
  task: RelationTask,
  measurement: Measurement,
): Promise<Measured> {
  const { answers, choice } = measurement;
  const units = records.flatMap((record) => relationUnits(record, task));
  const unasked = records.flatMap((record) => unaskedRelations(record, task));
  const outcomes = await eachOf(units, measurement, (unit) => answers.relation(unit));
  const { scores, documents } = relationScores(outcomes, unasked, choice.seed, measurement.relationsFrom);
  return { relations: scores, documents, errors: labelErrors(outcomes, choice) };
}

async function measureConcepts(
  records: readonly AnnotatedText[],
  task: RelationTask,
  measurement: Measurement,
): Promise<Measured> {
  const { answers, choice } = measurement;
  const related = records.filter(
    (record) => goldRelations(record, task).length > 0 || record.mentions.length > 0,
  );
  const outcomes = await eachOf(related, measurement, (record) => answers.concepts(record, task));
  const { scores, documents } = conceptScores(outcomes, choice.seed);
  return { relations: scores, documents, errors: conceptErrors(outcomes, choice) };
}

async function measureInference(
  records: readonly CorpusRecord[],
  task: InferenceTask,
  measurement: Measurement,
): Promise<Measured> {
  const { answers, choice } = measurement;
  const units = records.flatMap((record) => inferenceUnit(record, task) ?? []);
  const outcomes = await eachOf(units, measurement, (unit) => answers.inference(unit, task));
  const { scores, documents } = inferenceScores(outcomes, choice.seed);
  return { inference: scores, documents, errors: labelErrors(outcomes, choice) };
}

async function measureQuestions(
  records: readonly CorpusRecord[],
  task: QuestionTask,
  measurement: Measurement,
): Promise<Measured> {
  const { answers, choice } = measurement;
  const units = records.flatMap((record) => questionUnit(record, task) ?? []);
  const outcomes = await eachOf(units, measurement, (unit) => answers.question(unit, task));
  const { scores, documents } = inferenceScores(outcomes, choice.seed);
  return { inference: scores, documents, errors: labelErrors(outcomes, choice) };
}

function selectionOf(
  { units, of }: Selected<CorpusRecord>,
  { limit, sample }: Choice,
): SetReport['selection'] {
  return {
    records: units.length,
    of,
    documents: new Set(units.map(({ document }) => document)).size,
    how:
      units.length === of ? 'all' : sample !== undefined ? 'sample' : limit !== undefined ? 'first' : 'all',
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- a stream without items
async function* nothing(): AsyncGenerator<CorpusItem> {
  yield* [];
}
