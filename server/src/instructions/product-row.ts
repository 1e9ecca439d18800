import type { PromptCall } from '../tasks/task.js';
import { replyOf } from './prompts.js';
import type { InstructionTask, Made, MakeOptions } from './row.js';
import { made } from './text-rows.js';

/** What a row of one of the product's own calls holds beside the prompt. */
export interface ProductContent {
  readonly id: string;
  readonly task: InstructionTask;
  /** The reply, written as JSON. */
  readonly output: unknown;
  /** Other ways to ask; the product's own is always among them. */
  readonly wordings: readonly string[];
  /** The texts that the row shows, as the corpus has them. */
  readonly shown: readonly string[];
}

/**
 * The row of one call of the product: its instructions or another wording of them, its input, and the reply that its
 * reader should get. A reply that the reader cannot use, or of which it keeps less than it holds, becomes no row.
 *
 * @param isWhole whether the reading holds all that the reply says.
 */
export function productRow<T>(
  record: { readonly source: string; readonly split: 'train' | 'dev' | 'test'; readonly document: string },
  call: PromptCall<T | undefined>,
  { id, task, output, wordings, shown }: ProductContent,
  options: MakeOptions,
  isWhole: (value: T) => boolean,
): Made {
  const reply = JSON.stringify(output);
  const { value, problems } = call.read(replyOf(reply));
  if (problems.length > 0 || value === undefined || !isWhole(value))
    return { dropped: { code: 'unread', id } };
  const content = { id, task, input: call.prompt.input, output: reply };
  return made(record, content, [call.prompt.prefix, ...wordings], shown, options);
}
