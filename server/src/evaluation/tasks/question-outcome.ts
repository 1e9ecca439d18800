import { answerQuestion } from '../../analysis/writing/question.js';
import type { CorpusRecord } from '../../corpora/records.js';
import type { Asking } from '../asking/asking.js';
import { notePartsFor } from '../asking/note-parts.js';
import type { QuestionTask } from '../sets/data-set.js';
import type { LabelOutcome } from './label-outcome.js';

/** A question about a text, with its answers by label. */
export interface QuestionUnit {
  readonly id: string;
  readonly document: string;
  readonly text: string;
  readonly question: string;
  readonly choices: readonly { readonly label: string; readonly text: string }[];
  readonly gold: string;
}

export function questionUnit(record: CorpusRecord, task: QuestionTask): QuestionUnit | undefined {
  if (record.kind !== 'labelled' || record.question === undefined) return undefined;
  const { id, document, text, question, label } = record;
  const choices = record.choices ?? task.choices.map((each) => ({ label: each, text: each }));
  return { id, document, text, question, choices, gold: label };
}

/** Asks as `bionote ask` does; the answer `not stated` counts as one, and is never right. */
export async function askQuestion(
  unit: QuestionUnit,
  threshold: number | undefined,
  asking: Asking,
): Promise<LabelOutcome> {
  const { id, document, text, question, choices, gold } = unit;
  const parts = notePartsFor(text, asking, threshold);
  const asked = { text: question, choices: choices.map((choice) => choice.text) };
  const outcome = await asking.attempt(() => answerQuestion(parts, asked, asking.options.signal));
  if (outcome?.kind === 'none') asking.fail(outcome.failure);
  const { answer, probabilities } = outcome?.kind === 'answer' ? outcome : {};
  const probability = answer === undefined ? undefined : probabilities?.[answer];
  return {
    ...{ id, document, gold, shown: [text, question] },
    ...(answer !== undefined && {
      answer: choices.find((choice) => choice.text === answer)?.label ?? answer,
    }),
    ...(probability !== undefined && { probability }),
  };
}
