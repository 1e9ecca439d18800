import type { ModelProfile } from '../profile.js';
import type { Schema } from '../schema.js';
import { mapCall, type Call } from '../task.js';
import type { QuotedMention } from './entity.js';
import { jsonNerCall } from './json.js';
import { medtunedNerCalls } from './medtuned.js';
import { starterNerCalls } from './starter.js';

/** A sentence to find entities in, with some of the text around it, in which nothing is to be found. */
export interface NerInput {
  readonly text: string;
  readonly before?: string;
  readonly after?: string;
}

/**
 * The calls that find the entities of `schema` in `inputs` (at most `profile.sentencesPerCall` of them). Every
 * call's value holds the mentions it found for each input, in order; those of several calls are concatenated.
 * No calls where the model knows none of the schema's types.
 */
export function nerCalls(
  inputs: readonly NerInput[],
  schema: Schema,
  profile: ModelProfile,
): Call<readonly (readonly QuotedMention[])[]>[] {
  if (inputs.length === 0) return [];
  if (profile.dialect === 'json') return [jsonNerCall(inputs, schema)];
  return inputs.flatMap(({ text }, index) => {
    const calls =
      profile.dialect === 'starter'
        ? starterNerCalls(text, schema, profile)
        : medtunedNerCalls(text, schema, profile.wrapper ?? 'evaluation');
    return calls.map((call) => mapCall(call, (value) => inputs.map((_, i) => (i === index ? value : []))));
  });
}
