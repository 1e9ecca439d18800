import * as l10n from '@vscode/l10n';
import type { ModelProfile } from '../profile.js';
import type { Schema } from '../schema.js';

/** The entity types of `schema` that a model was not trained on, and so is not asked for; none for most models. */
export function unknownTypes(
  schema: Schema,
  { entityTypes }: { readonly entityTypes?: ModelProfile['entityTypes'] },
): string[] {
  if (!entityTypes) return [];
  const known = new Set(entityTypes.flat());
  return schema.entities.map(({ name }) => name).filter((name) => !known.has(name));
}

/** Says in a sentence which types a model does not know, and what to do; `undefined` if it knows all. */
export function unknownTypesNotice(
  model: string,
  schema: Pick<Schema, 'name' | 'entities'> | undefined,
  unknown: readonly string[],
): string | undefined {
  if (unknown.length === 0) return undefined;
  return schema?.entities.length === unknown.length
    ? l10n.t(
        '{model} knows no type of the schema {schema}, so nothing is found. Choose a model in Ollama, or another schema.',
        { model, schema: schema.name },
      )
    : l10n.t('{model} does not know: {types}. Choose a model in Ollama for them.', {
        model,
        types: unknown.join(', '),
      });
}
