import type { Gold } from '../gold.js';
import type { OracleRequest } from '../request.js';

/**
 * What a model that knows the gold replies to one tool's prompts, in the form that the prompt itself shows;
 * `undefined` where the prompt is not of that tool.
 */
export type Answer = (request: OracleRequest, gold: Gold) => string | undefined;

/** The text of the last message. */
export function lastMessage({ messages }: OracleRequest): string {
  return messages.at(-1)?.content ?? '';
}
