import { verdictShape } from '../../asking/cached-shapes.js';
import type { Mention } from '../../tasks/ner/entity.js';
import { relationCall } from '../../tasks/relations/relations.js';
import type { RelationInput } from '../../tasks/relations/relation-input.js';
import type { RelationType } from '../../tasks/schema.js';
import { askedBy } from '../../tasks/task.js';
import type { Asking } from './asking.js';

/** The relation that a model sees; `code` is `undefined` if it sees none. */
export interface Related {
  readonly code: string | undefined;
  readonly probability?: number;
}

/**
 * Asks which relation holds between two given mentions of a sentence; `undefined` if the reply could not be
 * used.
 *
 * @param head,tail spans relative to the sentence.
 */
export async function relate(
  input: RelationInput,
  head: Mention,
  tail: Mention,
  types: readonly RelationType[],
  { asker, runtime, meter, options, attempt, fail }: Asking,
): Promise<Related | undefined> {
  return attempt(async () => {
    const call = relationCall(input, head, tail, types, runtime.profile);
    if (!call) {
      return { code: undefined };
    }
    meter.about(runtime.model, askedBy(call), input.text);
    const { value, failure } = await asker.ask(runtime, call, verdictShape, options);
    if (failure !== undefined || value === undefined) {
      fail(failure ?? 'empty');
      return undefined;
    }
    const { type, probability } = value;
    return { code: type?.code, ...(probability === undefined ? {} : { probability }) };
  });
}
