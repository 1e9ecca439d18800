import type { CheckOutcome } from '../../analysis/analysis.js';
import { listMedications, type MedicationsOutcome } from '../../analysis/writing/medications.js';
import { answerQuestion, type AskOutcome } from '../../analysis/writing/question.js';
import type { NoteQuestion } from '../../tasks/answer/form.js';
import { checkShape } from '../check-json.js';
import { answerShape, medicationsShape } from '../written-json.js';
import type { RowTask } from './run-rows.js';

/** `bionote check --jsonl`: each row gets a check for each statement. */
export function checkedRows(statements: readonly string[]): RowTask<CheckOutcome[]> {
  return {
    read: (uri, { analysis }, signal) =>
      inTurn(statements, (statement) => analysis.check(uri, statement, signal)),
    isIncomplete: (outcomes) => outcomes.some(({ failed }) => failed > 0),
    shape: (outcomes, source) => ({
      format: 'bionote-checks',
      version: 1,
      checks: outcomes.map((outcome, index) => checkShape(outcome, source, statements[index] ?? '')),
    }),
  };
}

/** `bionote ask --jsonl`: each row gets an answer to each question. */
export function answeredRows(questions: readonly NoteQuestion[]): RowTask<AskOutcome[]> {
  return {
    read: (uri, { analysis }, signal) =>
      inTurn(questions, async (question) =>
        answerQuestion(await analysis.about(uri, signal), question, signal),
      ),
    isIncomplete: (outcomes) => outcomes.some(({ kind }) => kind === 'none'),
    shape: (outcomes, source) => ({
      format: 'bionote-answers',
      version: 1,
      answers: outcomes.map((outcome, index) =>
        answerShape(outcome, source, questions[index] ?? { text: '' }),
      ),
    }),
  };
}

/** `bionote medications --jsonl`. */
export const medicationRows: RowTask<MedicationsOutcome> = {
  read: async (uri, { analysis }, signal) => listMedications(await analysis.about(uri, signal), signal),
  isIncomplete: ({ failed }) => failed > 0,
  shape: medicationsShape,
};

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}
