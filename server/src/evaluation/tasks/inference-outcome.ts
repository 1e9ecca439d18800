import type { CorpusRecord } from '../../corpora/records.js';
import type { Asking } from '../asking/asking.js';
import { judgeAgainstText, judgePair } from '../asking/judging.js';
import type { InferenceTask } from '../sets/data-set.js';
import type { LabelOutcome } from './label-outcome.js';

/** The two texts of a record, and its label; `undefined` if the label does not belong to the task. */
export interface InferenceUnit {
  readonly id: string;
  readonly document: string;
  readonly group?: string;
  readonly premise: string;
  readonly hypothesis: string;
  readonly gold: string;
}

export function inferenceUnit(record: CorpusRecord, task: InferenceTask): InferenceUnit | undefined {
  const { id, document } = record;
  if (record.kind === 'pair' && task.records === 'pair') {
    const { premise, hypothesis, evidence, label } = record;
    const given = task.evidenceOnly === true ? (evidence ?? premise) : premise;
    const group = 'group' in record && typeof record.group === 'string' ? record.group : undefined;
    return {
      id,
      document,
      premise: given,
      hypothesis,
      gold: label,
      ...(group === undefined ? {} : { group }),
    };
  }
  if (record.kind === 'labelled' && task.records === 'labelled') {
    return { id, document, premise: record.text, hypothesis: record.question ?? '', gold: record.label };
  }
  return undefined;
}

/**
 * Judges a unit in the same way as the product.
 *
 * @param threshold from which probability on a sentence of a longer text is evidence.
 */
export async function askInference(
  unit: InferenceUnit,
  task: InferenceTask,
  threshold: number | undefined,
  asking: Asking,
): Promise<LabelOutcome> {
  const { premise, hypothesis, ...rest } = unit;
  const judged =
    task.way === 'pair'
      ? await judgePair(premise, hypothesis, asking)
      : await judgeAgainstText(premise, hypothesis, threshold, asking);
  return {
    ...rest,
    // A judgement without a corresponding label in the corpus still counts as an answer, a wrong one.
    ...(judged ? { answer: task.labels[judged.label] ?? judged.label } : {}),
    ...(judged?.probability === undefined ? {} : { probability: judged.probability }),
    shown: [premise, hypothesis],
  };
}
