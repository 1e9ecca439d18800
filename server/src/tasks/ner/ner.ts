import type { NerInput } from './ner-input.js';
import { inReadableCase } from '../letter-case.js';
import type { ModelProfile } from '../profile.js';
import type { Schema } from '../schema.js';
import type { Call } from '../task.js';
import { encoderNerCalls } from './encoder.js';
import type { QuotedMention } from './entity.js';
import { jsonNerCall } from './json.js';
import { medtunedNerCalls } from './medtuned.js';
import { starterNerCalls } from './starter.js';
import { unknownTypes } from './unknown-types.js';

/**
 * The calls that find the entities of `schema` in a sentence; what they find belongs together. No calls where the
 * model knows none of the schema's types.
 */
export function nerCalls(
  input: NerInput,
  schema: Schema,
  profile: ModelProfile,
): Call<readonly QuotedMention[]>[] {
  const text = inReadableCase(input.text, profile);
  switch (profile.dialect) {
    case 'json':
      return [jsonNerCall({ ...input, text }, schema)];
    case 'starter':
      return starterNerCalls(text, schema, profile);
    case 'encoder':
      return encoderNerCalls(input.text, schema, profile);
    case 'medtuned':
      return medtunedNerCalls(text, knownPart(schema, profile), profile.wrapper ?? 'evaluation');
  }
}

/** The schema without the types that the model never learned. */
function knownPart(schema: Schema, profile: ModelProfile): Schema {
  const unknown = new Set(unknownTypes(schema, profile));
  return { ...schema, entities: schema.entities.filter(({ name }) => !unknown.has(name)) };
}
