import * as l10n from '@vscode/l10n';
import { findCorpus } from '../corpora/catalog.js';
import { keywordAnswers, NothingToLearn } from '../evaluation/keywords/keyword-answers.js';
import type { Evaluation } from '../evaluation/measure/evaluate.js';
import type { DataSet, RelationTask } from '../evaluation/sets/data-set.js';
import { UsageError } from './failure.js';
import type { EvaluateOptions } from './evaluate-options.js';

/** Which data sets keywords can be measured on: of relations, of a corpus that has a train part. */
export function hasKeywords({ task, corpus }: DataSet): boolean {
  return task.kind === 'relations' && findCorpus(corpus ?? '')?.splits.includes('train') === true;
}

/**
 * What to measure where keywords answer.
 *
 * @throws UsageError where a data set is not of relations, or would be measured on what is learned from.
 */
export function keywordEvaluation(
  { split, system }: EvaluateOptions,
  sets: readonly DataSet[],
  folder: string,
  signal: AbortSignal,
): Pick<Evaluation, 'system' | 'answersFor'> {
  const wrong = sets.find((set) => !hasKeywords(set));
  if (wrong !== undefined) {
    throw new UsageError(l10n.t('{0}: keywords tell relations only, and need a train part.', wrong.name));
  }
  if (split === 'train') {
    throw new UsageError(l10n.t('Keywords are learned from the train part: measure them on another one.'));
  }
  return {
    system: { name: system ?? 'keywords', keywords: true },
    answersFor: ({ task, corpus: name }) => {
      const corpus = findCorpus(name ?? '');
      if (corpus === undefined) {
        throw new TypeError(`no corpus ${name ?? ''}`);
      }
      return keywordAnswers(task as RelationTask, corpus, folder, signal);
    },
  };
}

/** What is wrong with the corpora, for the person who named them. */
export function asUsage(error: unknown): never {
  if (error instanceof NothingToLearn) {
    throw new UsageError(l10n.t('The train part of {0} has no examples to learn from.', error.corpus), {
      cause: error,
    });
  }
  throw error;
}
