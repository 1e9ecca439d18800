import type { ModelProfile } from '../../tasks/profile.js';
import { unknownTypes } from '../../tasks/ner/unknown-types.js';
import { biomedicalSchema, clinicalSchema } from '../../tasks/schemas.js';
import type { DataSet } from '../sets/data-set.js';

/** What the starter dialect has labels for. */
const starterCodes = new Set(
  [...clinicalSchema.relations, ...biomedicalSchema.relations].map(({ code }) => code),
);

/**
 * Which of a data set's entity types or relations a model was not trained on, where it can say nothing of others.
 * They are not asked for; their gold counts as missed.
 */
export function unknownTo({ task }: DataSet, profile: ModelProfile): { unknown: string[]; all: boolean } {
  if (task.kind === 'entities') {
    const unknown = unknownTypes(task.schema, profile);
    return { unknown, all: unknown.length === task.schema.entities.length };
  }
  if (task.kind === 'relations' && profile.dialect === 'starter') {
    const codes = [...new Set(task.schema.relations.map(({ code }) => code))];
    const unknown = codes.filter((code) => !starterCodes.has(code));
    return { unknown, all: unknown.length === codes.length };
  }
  return { unknown: [], all: false };
}

/** Whether a data set asks for what the model cannot do: an encoder writes nothing, and names sentences only. */
export function isBeyond({ task }: DataSet, { explains }: ModelProfile): boolean {
  return (
    !explains && ['questions', 'writing', 'coreference', 'medications', 'classification'].includes(task.kind)
  );
}
