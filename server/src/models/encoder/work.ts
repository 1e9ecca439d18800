import type { EncoderAnswer } from '../../tasks/question.js';
import type { Row, RowOutputs } from './rows.js';

/** What is to be computed for a question, and what the results mean. */
export interface Work {
  readonly rows: readonly Row[];
  /** @param outputs one for each row. */
  answer(outputs: readonly RowOutputs[]): EncoderAnswer;
}
