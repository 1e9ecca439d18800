import type { ChosenLabel } from '../label-reply.js';
import type { RelationType } from '../schema.js';
import type { Reading } from '../task.js';

/** What a model says about a pair of mentions; `type` is `undefined` if it considers them unrelated. */
export interface RelationVerdict {
  readonly type: RelationType | undefined;
  /** Probability of this answer among the allowed ones, 0 to 1; absent without log-probabilities. */
  readonly probability?: number;
}

/** Changes whenever a relation prompt of any dialect does. */
export const relationsVersion = '1';

/** The verdict for a label: a code of `types`, or else no relation. */
export function verdictOf(
  { value, problems }: Reading<ChosenLabel | undefined>,
  types: readonly RelationType[],
): Reading<RelationVerdict | undefined> {
  if (value === undefined) {
    return { value, problems };
  }
  const type = types.find(({ code }) => code === value.label);
  const { probability } = value;
  return { value: probability === undefined ? { type } : { type, probability }, problems };
}
