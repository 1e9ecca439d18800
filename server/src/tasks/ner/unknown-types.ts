import type { ModelProfile } from '../profile.js';
import type { Schema } from '../schema.js';

/** The entity types of `schema` that a model was not trained on, so that it is not asked for them; none for most. */
export function unknownTypes(
  schema: Schema,
  { entityTypes }: { readonly entityTypes?: ModelProfile['entityTypes'] },
): string[] {
  if (!entityTypes) return [];
  const known = new Set(entityTypes.flat());
  return schema.entities.map(({ name }) => name).filter((name) => !known.has(name));
}
