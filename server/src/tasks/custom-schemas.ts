import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { printable } from './expectation.js';
import { issues, problemAt } from './schema-problems.js';
import { readExamples } from './custom-examples.js';
import type { EntityType, RelationType, Schema } from './schema.js';
import { biomedicalSchema, clinicalSchema } from './schemas.js';

const limits = { schemas: 20, entities: 30, relations: 60, name: 40, text: 300 } as const;

const atMostTypes = (maximum: number) => ({
  error: () => l10n.t('at most {maximum} types', { maximum }),
});

const typeName = z
  .string()
  .max(limits.name)
  .regex(/^[a-z][a-z0-9_-]*$/, {
    error: () => l10n.t('lower-case letters, digits, "-" or "_", a letter first'),
  })
  .refine((name) => !(name in {}), { error: () => l10n.t('a name that is not reserved') });
const oneLine = z
  .string()
  .max(limits.text)
  .regex(/^[^\p{Cc}]*$/u, { error: () => l10n.t('one line') })
  .transform((text) => text.trim());

const entityShape = z.union([
  oneLine.transform((description) => ({ description })),
  z.strictObject({
    description: oneLine,
    color: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/, { error: () => l10n.t('a colour such as "#1f77b4"') })
      .optional(),
  }),
]);

const relationShape = z.strictObject({
  code: z
    .string()
    .max(limits.name)
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}:._-]*$/u, { error: () => l10n.t('one word') })
    .optional(),
  gloss: oneLine,
  head: typeName,
  tail: typeName,
});

const schemaShape = z.strictObject({
  entities: z
    .record(z.string(), z.unknown())
    .refine((types) => Object.keys(types).length > 0, {
      error: () => l10n.t('at least one type'),
    })
    .refine((types) => Object.keys(types).length <= limits.entities, atMostTypes(limits.entities)),
  relations: z
    .record(z.string(), z.unknown())
    .refine((types) => Object.keys(types).length <= limits.relations, atMostTypes(limits.relations))
    .optional(),
  examples: z.array(z.unknown()).optional(),
});

/**
 * Reads the user's schemas from settings, which may contain anything:
 * `{ "name": { "entities": { "type": { "description", "color"? } | "description" }, "relations"?: { "code": {
 * "gloss", "head", "tail" } }, "examples"?: [{ "sentence", "entities": [{ "text", "type", "assertion"? }] }] } }`.
 * Invalid parts are left out and reported in `problems`; the rest stays usable. Never throws.
 */
export function readCustomSchemas(value: unknown): { schemas: Schema[]; problems: string[] } {
  const schemas: Schema[] = [];
  const problems: string[] = [];
  if (value === undefined || value === null) return { schemas, problems };
  if (typeof value !== 'object' || Array.isArray(value))
    return { schemas, problems: [problemAt('', l10n.t('an object of schemas'))] };
  const all = Object.entries(value);
  if (all.length > limits.schemas)
    problems.push(problemAt('', l10n.t('at most {maximum} schemas', { maximum: limits.schemas })));
  for (const [name, content] of all.slice(0, limits.schemas)) {
    const schema = readSchema(name, content, problems);
    if (schema !== undefined) schemas.push(schema);
  }
  return { schemas, problems };
}

function readSchema(name: string, content: unknown, problems: string[]): Schema | undefined {
  const label = printable(name);
  if (name === clinicalSchema.name || name === biomedicalSchema.name) {
    problems.push(problemAt(label, l10n.t('a name that no built-in schema has')));
    return undefined;
  }
  const named = oneLine.safeParse(name);
  if (!named.success || name.trim() === '' || name.length > limits.name) {
    problems.push(
      problemAt(label, l10n.t('a name of one line, at most {maximum} characters', { maximum: limits.name })),
    );
    return undefined;
  }
  const read = schemaShape.safeParse(content);
  if (!read.success) {
    problems.push(...issues(label, read.error));
    return undefined;
  }
  const entities = readEntities(label, read.data.entities, problems);
  if (entities.length === 0) return undefined;
  const relations = readRelations(label, read.data.relations ?? {}, entities, problems);
  const examples = readExamples(label, read.data.examples ?? [], entities, problems);
  return { name, entities, relations, ...(examples.length > 0 && { examples }) };
}

function readEntities(label: string, types: Record<string, unknown>, problems: string[]): EntityType[] {
  const entities: EntityType[] = [];
  for (const [type, content] of Object.entries(types)) {
    const where = `${label}.entities.${printable(type)}`;
    const name = typeName.safeParse(type);
    const read = entityShape.safeParse(content);
    if (!name.success) problems.push(...issues(where, name.error));
    else if (!read.success) problems.push(...issues(where, read.error));
    else {
      const color = 'color' in read.data ? read.data.color : undefined;
      entities.push({
        name: name.data,
        description: read.data.description,
        ...(color !== undefined && { color }),
      });
    }
  }
  return entities;
}

function readRelations(
  label: string,
  types: Record<string, unknown>,
  entities: readonly EntityType[],
  problems: string[],
): RelationType[] {
  const known = new Set(entities.map((entity) => entity.name));
  const relations: RelationType[] = [];
  for (const [key, content] of Object.entries(types)) {
    const where = `${label}.relations.${printable(key)}`;
    const read = relationShape.safeParse(
      typeof content === 'object' && content !== null && !Array.isArray(content)
        ? { code: key, ...content }
        : content,
    );
    if (!read.success) {
      problems.push(...issues(where, read.error));
      continue;
    }
    const { code = key, gloss, head, tail } = read.data;
    const missing = [head, tail].filter((end) => !known.has(end));
    if (missing.length > 0)
      problems.push(
        problemAt(
          where,
          l10n.t('entity types of this schema, not {missing}', { missing: missing.join(', ') }),
        ),
      );
    else relations.push({ code, gloss, head, tail });
  }
  return relations;
}
