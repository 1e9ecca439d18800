import type { Reply } from '../../tasks/task.js';
import { CutStream } from '../http/failures.js';
import type { StreamPart } from '../http/streamed-calls.js';
import { longestThought, Thoughts } from '../http/thoughts.js';
import { replyEvent } from './answers.js';

/** What a stream ended with. */
export interface ReplyEnd {
  readonly finish: Reply['finish'];
  readonly promptTokens: number;
  readonly outputTokens: number;
}

/** What a stream held beside the answer. */
export interface Observed {
  /** Called with the length of what the model thought, in UTF-16 units, where it did. */
  thought?(length: number): unknown;
}

/**
 * The parts of a reply from a stream's events.
 *
 * @param constrained whether the whole answer is JSON, so that JSON among the thoughts is the answer.
 * @param last makes the last part; what it throws ends the stream.
 * @throws CutStream if the stream ends before the reply does.
 */
export async function* replyParts(
  events: AsyncIterable<unknown>,
  constrained: boolean,
  last: (end: ReplyEnd) => StreamPart,
  observed: Observed = {},
): AsyncGenerator<StreamPart, void, undefined> {
  const thoughts = new Thoughts(constrained);
  let finish: Reply['finish'] | undefined;
  let pieces = 0;
  let used: { promptTokens: number; outputTokens: number } | undefined;
  for await (const value of events) {
    const { choices, usage } = replyEvent.parse(value);
    if (usage) {
      used = { promptTokens: usage.prompt_tokens ?? 0, outputTokens: usage.completion_tokens ?? pieces };
    }
    const choice = choices?.[0];
    if (!choice) continue;
    const { delta, text, finish_reason: reason, logprobs } = choice;
    const thinking = delta?.reasoning_content ?? delta?.reasoning ?? '';
    const sent = { text: delta?.content ?? text ?? '', thinking, tokens: logprobs ?? [] };
    if (reason) finish = reason === 'length' ? 'length' : 'stop';
    const answer = thoughts.take({ ...sent, done: Boolean(reason) });
    if (thinking !== '') observed.thought?.(thoughts.length);
    if (answer.text !== '' || answer.tokens.length > 0) {
      pieces += 1;
      yield {
        chunk: { text: answer.text, ...(answer.tokens.length > 0 && { tokens: answer.tokens }) },
      };
    } else yield { isAlive: thinking !== '' && thoughts.length <= longestThought };
  }
  if (finish === undefined) throw new CutStream();
  yield last({ finish, ...(used ?? { promptTokens: 0, outputTokens: pieces }) });
}
