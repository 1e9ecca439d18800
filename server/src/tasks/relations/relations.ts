import type { Mention } from '../ner/entity.js';
import { inReadableCase } from '../letter-case.js';
import type { ModelProfile } from '../profile.js';
import type { RelationType } from '../schema.js';
import type { Call } from '../task.js';
import { encoderRelationCall } from './encoder.js';
import { jsonRelationCall } from './json.js';
import { medtunedRelationCall } from './medtuned.js';
import type { RelationInput } from './relation-input.js';
import { starterRelationCall } from './starter.js';
import type { RelationVerdict } from './verdict.js';

/**
 * Asks which of `types`, or none, holds between two mentions of a sentence. The reading's value is
 * `undefined` if the reply cannot be used; it never names a type that is not among `types`.
 *
 * @param head,tail spans relative to the sentence, not overlapping.
 * @param types what the schema allows from `head` to `tail`, not empty.
 * @returns `undefined` if the model cannot be asked about any of `types`.
 */
export function relationCall(
  input: RelationInput,
  head: Mention,
  tail: Mention,
  types: readonly RelationType[],
  profile: ModelProfile,
): Call<RelationVerdict | undefined> | undefined {
  const text = inReadableCase(input.text, profile);
  switch (profile.dialect) {
    case 'json':
      return jsonRelationCall({ ...input, text }, head, tail, types);
    case 'medtuned':
      return medtunedRelationCall(text, head, tail, types, profile.wrapper ?? 'evaluation');
    case 'starter':
      return starterRelationCall(text, head, tail, types);
    case 'encoder':
      return encoderRelationCall(input, head, tail, types, profile);
  }
}
