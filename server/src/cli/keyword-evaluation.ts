import * as l10n from '@vscode/l10n';
import { findCorpus } from '../corpora/catalog.js';
import { keywordAnswers, NothingToLearn } from '../evaluation/keywords/keyword-answers.js';
import type { Evaluation } from '../evaluation/measure/evaluate.js';
import type { DataSet, RelationTask } from '../evaluation/sets/data-set.js';
import { UsageError } from './failure.js';
import type { EvaluateOptions } from './evaluate-options.js';

/** Whether keywords can be measured on a data set: it must be about relations, and its corpus must have a train split. */
export function hasKeywords({ task, corpus }: DataSet): boolean {
  return task.kind === 'relations' && findCorpus(corpus ?? '')?.splits.includes('train') === true;
}

/**
 * The evaluation of the keyword baseline.
 *
 * @throws UsageError if a data set is not about relations, or is the one that keywords are learned from.
 */
export function keywordEvaluation(
  { split, system }: EvaluateOptions,
  sets: readonly DataSet[],
  folder: string,
  signal: AbortSignal,
): Pick<Evaluation, 'system' | 'answersFor'> {
  const wrong = sets.find((set) => !hasKeywords(set));
  if (wrong !== undefined) {
    throw new UsageError(l10n.t('{0}: keywords predict only relations, and need a train part.', wrong.name));
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

/** Turns a problem with the corpora into a UsageError. */
export function asUsage(error: unknown): never {
  if (error instanceof NothingToLearn) {
    throw new UsageError(l10n.t('The train part of {0} has no examples to learn from.', error.corpus), {
      cause: error,
    });
  }
  throw error;
}
