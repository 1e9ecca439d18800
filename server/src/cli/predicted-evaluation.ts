import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Evaluation } from '../evaluation/measure/evaluate.js';
import { ProblemTally } from '../evaluation/measure/selection.js';
import { predictedAnswers } from '../evaluation/predictions/predicted-answers.js';
import { NoPredictions, readPredictions } from '../evaluation/predictions/read-predictions.js';
import type { DataSet } from '../evaluation/sets/data-set.js';
import { UsageError } from './failure.js';
import { visible } from './visible.js';

/**
 * The evaluation of another system's answers from a file.
 *
 * @throws UsageError if the file cannot be read, or more than one data set is named.
 */
export async function predictedEvaluation(
  path: string,
  name: string | undefined,
  sets: readonly DataSet[],
): Promise<Pick<Evaluation, 'system' | 'answersFor'>> {
  if (sets.length !== 1) {
    throw new UsageError(l10n.t('Name the data set that the predictions are of: --set NAME.'));
  }
  const problems = new ProblemTally();
  try {
    const predictions = await readPredictions(path, (problem) => {
      problems.add(problem);
    });
    return {
      system: { name: name ?? basename(path), predictions: basename(path) },
      answersFor: (set) => predictedAnswers(predictions, set, problems),
    };
  } catch (error) {
    if (error instanceof NoPredictions) {
      throw new UsageError(`${visible(path)} ${error.message}.`, { cause: error });
    }
    throw error;
  }
}
