import type { Prompt, Reply } from '../tasks/task.js';

const openings = ['### Instruction:\n', '\n\n### Input:\n', '\n\n### Output:\n'] as const;

/** The instruction of a raw prompt in the evaluation wrapper, without its headings. */
export function rawInstructionOf({ prefix }: Prompt): string {
  return prefix.slice(openings[0].length, -openings[1].length);
}

/** The input of a raw prompt in the evaluation wrapper, without the heading after it. */
export function rawInputOf({ input }: Prompt): string {
  return input.slice(0, -openings[2].length);
}

/** The reply of a model that answers with `text` and stops. */
export function replyOf(text: string): Reply {
  return { text, tokens: [], finish: 'stop' };
}

/**
 * Whether a text contains the marker of the wrapper's headings, which would end an answer or begin another
 * section.
 */
export function hasReservedWords(...texts: readonly string[]): boolean {
  return texts.some((text) => text.includes('###'));
}
