import { createHash } from 'node:crypto';
import type { ModelInfo } from '../models/runtime.js';
import type { Prompt } from '../tasks/task.js';

/** Changes when the form of the cached values does, so that another version's entries are never met. */
const cacheVersion = '1';

/** SHA-256 in hex of the parts, kept apart from each other. */
export function sha256(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/**
 * Under which key a reading of these prompts by that model is kept: a hash that tells nothing of the text.
 *
 * @param also what else the reading depends on.
 */
export function cacheKey(model: ModelInfo, prompts: readonly Prompt[], ...also: readonly string[]): string {
  return sha256(
    cacheVersion,
    model.digest,
    ...prompts.flatMap(({ task, dialect, version, prefix, input }) => [
      task,
      dialect,
      version,
      prefix,
      input,
    ]),
    ...also,
  );
}
