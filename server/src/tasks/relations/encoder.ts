import { mostProbable } from '../most-probable.js';
import type { Mention } from '../ner/entity.js';
import type { ModelProfile } from '../profile.js';
import type { RelationType } from '../schema.js';
import type { QuestionCall } from '../task.js';
import { verdictOf, type RelationVerdict } from './verdict.js';

/** The label of a pair that is not related. */
export const unrelated = 'none';

const version = 'encoder-relations-1';

/**
 * Asks an encoder, with the two mentions marked in their sentence below its heading. Probabilities are relative to
 * the relations that the schema allows and `none`. `undefined` if it knows none of these relations.
 */
export function encoderRelationCall(
  { text, heading = '' }: { readonly text: string; readonly heading?: string },
  head: Mention,
  tail: Mention,
  types: readonly RelationType[],
  { encoder }: ModelProfile,
): QuestionCall<RelationVerdict | undefined> | undefined {
  const labels = encoder?.labels.relation ?? [];
  const known = types.filter(({ code }) => labels.includes(code));
  if (known.length === 0) return undefined;
  return {
    question: {
      task: 'relations',
      dialect: 'encoder',
      version,
      kind: 'label',
      output: 'relation',
      first: heading,
      second: text,
      head: head.span,
      tail: tail.span,
    },
    read: (answer) => verdictOf(mostProbable(answer, [unrelated, ...known.map(({ code }) => code)]), known),
  };
}
