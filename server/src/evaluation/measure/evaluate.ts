import type { Corpus, CorpusItem, Split } from '../../corpora/records.js';
import type { ModelRuntime } from '../../models/runtime.js';
import type { BaselineReport } from '../report/json.js';
import type { EvaluationReport, SetReport, System } from '../report/report.js';
import { comparePaired } from '../scores/paired.js';
import type { DataSet } from '../sets/data-set.js';
import { isBeyond, unknownTo } from './answerable.js';
import type { Answers } from './answers.js';
import { f1OverDocuments } from './documents.js';
import { measureSet, skippedSet } from './measure-set.js';
import type { Choice } from './selection.js';

/** What is measured, and on what. */
export interface Evaluation {
  readonly system: System;
  readonly sets: readonly DataSet[];
  /** Answers with counters of their own for a data set. */
  readonly answersFor: (set: DataSet) => Answers;
  /** The model that is asked; absent if predictions are read. */
  readonly runtime?: ModelRuntime;
  /** From which probability on the editor shows a relation of that model. */
  readonly relationsFrom?: number;
  readonly folder: string;
  readonly findCorpus: (name: string) => Corpus | undefined;
  /** The pairs of the data set that no corpus has; absent if the user named no file. */
  readonly pairs?: () => AsyncIterable<CorpusItem>;
  readonly split?: Split;
  readonly choice: Choice;
  /** An earlier report, of this system or another one. */
  readonly baseline?: BaselineReport;
  readonly date: Date;
  readonly signal: AbortSignal;
  readonly onProgress: (set: DataSet, done: number, total: number) => void;
  /** Called when a data set is done, with all that is known so far. */
  readonly onSet?: (report: EvaluationReport) => Promise<void>;
}

/**
 * Measures data set after data set.
 *
 * @throws ModelError if the engine fails as a whole, or the signal's reason.
 */
export async function evaluate(evaluation: Evaluation): Promise<EvaluationReport> {
  const sets: SetReport[] = [];
  const report = (): EvaluationReport => ({
    format: 'bionote-evaluation',
    version: 1,
    system: evaluation.system,
    date: evaluation.date.toISOString(),
    seed: evaluation.choice.seed,
    sets: [...sets],
  });
  for (const set of evaluation.sets) {
    sets.push(withComparison(await oneSet(set, evaluation), evaluation));
    await evaluation.onSet?.(report());
  }
  return report();
}

/** What is no label, mention or relation that a file of predictions could hold. */
const noteKinds: ReadonlySet<string> = new Set([
  'writing',
  'coreference',
  'medications',
  'classification',
  'citations',
]);

async function oneSet(set: DataSet, evaluation: Evaluation): Promise<SetReport> {
  const { runtime, relationsFrom, folder, choice, signal, pairs, findCorpus } = evaluation;
  const corpus = set.corpus === undefined ? undefined : findCorpus(set.corpus);
  const split = evaluation.split ?? set.split;
  if (!corpus && !pairs) {
    return skippedSet(set, split, 'No file of pairs was named.');
  }
  if (corpus && !corpus.splits.includes(split)) {
    return skippedSet(set, split, `The corpus has no such part: ${corpus.splits.join(', ')}.`);
  }
  if (runtime && isBeyond(set, runtime.profile)) {
    return skippedSet(set, split, 'The model writes nothing.');
  }
  const { unknown, all } = runtime ? unknownTo(set, runtime.profile) : { unknown: [], all: false };
  if (all) {
    return skippedSet(set, split, `The model was not trained on any of ${unknown.join(', ')}.`);
  }
  const answers = evaluation.answersFor(set);
  if (noteKinds.has(set.task.kind) && !answers.ofNotes) {
    return skippedSet(set, split, 'Only a model can be asked for this.');
  }
  const measured = await measureSet(set, {
    answers,
    folder,
    corpus,
    ...(corpus || !pairs ? {} : { items: pairs() }),
    split,
    choice,
    ...(relationsFrom === undefined ? {} : { relationsFrom }),
    concurrency: 2 * Math.max(1, runtime?.slots ?? 4),
    signal,
    onProgress: (done, total) => {
      evaluation.onProgress(set, done, total);
    },
  });
  if (unknown.length === 0) {
    return measured;
  }
  const remark = `Not asked for, because the model was not trained on it: ${unknown.join(', ')}. Its gold counts as missed.`;
  return { ...measured, remarks: [...measured.remarks, remark] };
}

/** Beside the same data set of the baseline, over the documents that both have. */
function withComparison(set: SetReport, { baseline, choice }: Evaluation): SetReport {
  const other = baseline?.sets.find(({ name, split }) => name === set.name && split === set.split);
  if (!baseline || !other) {
    return set;
  }
  const theirs = new Map(other.documents.map((counts) => [counts.document, counts]));
  const pairs = set.documents.flatMap((first) => {
    const second = theirs.get(first.document);
    return second ? [{ first, second }] : [];
  });
  if (pairs.length === 0) {
    return set;
  }
  const score =
    set.kind === 'coreference' ? 'MUC F1' : (set.notes?.score ?? (set.inference ? 'accuracy' : 'F1'));
  return {
    ...set,
    comparison: {
      with: baseline.system.name,
      score,
      result: comparePaired(pairs, f1OverDocuments, choice),
    },
  };
}
