import type { Prompt } from '../../server/src/tasks/task.js';
import { sentenceOf } from './scripted-runtime.js';

export const three = 'He has fever. She has cough. They take aspirin.';

/** Holds the calls for entities of sentences that `pattern` matches. */
export const holding =
  (pattern: RegExp) =>
  (prompt: Prompt): boolean =>
    prompt.task === 'ner' && pattern.test(sentenceOf(prompt));

/** A note of `count` sentences, no two alike. */
export const numbered = (count: number): string =>
  Array.from({ length: count }, (_, index) => `Day ${index}: fever of grade ${index}.`).join('\n');
