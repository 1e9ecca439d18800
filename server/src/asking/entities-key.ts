import type { ModelRuntime } from '../models/runtime.js';
import { nerCalls } from '../tasks/ner/ner.js';
import type { Schema } from '../tasks/schema.js';
import { askedBy } from '../tasks/task.js';
import { cacheKey } from './cache-key.js';

/**
 * Under which key the entities of a sentence are kept. The sentence alone names the reading: what stands around
 * it may change without a new call.
 */
export function entitiesKey(
  { model, profile }: Pick<ModelRuntime, 'model' | 'profile'>,
  schema: Schema,
  sentence: string,
): string {
  const calls = nerCalls({ text: sentence }, schema, profile);
  return cacheKey(
    model,
    calls.map(askedBy),
    // Prompts may fold white space, and what is kept has offsets into the sentence as it is.
    sentence,
    // A model may be asked for more types than the schema wants, and only these are kept.
    ...schema.entities.map(({ name }) => name),
  );
}
