import { createHash } from 'node:crypto';
import type { ModelInfo } from '../models/runtime.js';
import type { LabelQuestion, Question } from '../tasks/question.js';
import { isQuestion, type Prompt } from '../tasks/task.js';

/** Part of every key. Change it when the form of the cached values changes, so old entries are never read. */
const cacheVersion = '1';

/** SHA-256, in hex, of a list of parts. Different lists never collide by joining. */
export function sha256(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/**
 * The key under which a reading from a model is cached: a hash that reveals nothing of the text.
 *
 * @param also anything else that the reading depends on.
 */
export function cacheKey(
  model: ModelInfo,
  asked: readonly (Prompt | Question)[],
  ...also: readonly string[]
): string {
  return sha256(cacheVersion, model.digest, ...asked.flatMap(namesOf), ...also);
}

/** What tells one call from another. */
function namesOf(asked: Prompt | Question): string[] {
  const { task, dialect, version } = asked;
  const names = [task, dialect, version];
  if (!isQuestion(asked)) return [...names, asked.prefix, asked.input];
  switch (asked.kind) {
    case 'tags':
      return [...names, asked.text, ...asked.heads];
    case 'label':
      return [...names, asked.output, asked.first, asked.second, ...[asked.head, asked.tail].map(spanName)];
    case 'embedding':
      return [...names, asked.text];
  }
}

function spanName(span: LabelQuestion['head']): string {
  return span ? `${span.start}-${span.end}` : '';
}
