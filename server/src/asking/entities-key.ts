import type { ModelRuntime } from '../models/runtime.js';
import { nerCalls } from '../tasks/ner/ner.js';
import type { Schema } from '../tasks/schema.js';
import { askedBy } from '../tasks/task.js';
import { cacheKey } from './cache-key.js';

/**
 * The cache key of a sentence's entities. It depends on the sentence and not on the text around it, which may
 * change without a new call.
 *
 * @param also what else the answer depends on, that all sentences share.
 */
export function entitiesKey(
  { model, profile }: Pick<ModelRuntime, 'model' | 'profile'>,
  schema: Schema,
  sentence: string,
  also?: string,
): string {
  const calls = nerCalls({ text: sentence }, schema, profile);
  return cacheKey(
    model,
    calls.map(askedBy),
    // Prompts may fold white space, but cached offsets refer to the sentence as it is.
    sentence,
    // A model may be asked for more types than the schema has; only the schema's are kept.
    ...schema.entities.map(({ name }) => name),
    ...(also === undefined ? [] : [also]),
  );
}
