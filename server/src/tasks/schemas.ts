import { z } from 'zod';
import type { EntityType, RelationType, Schema } from './schema.js';

/** Case reports and clinical notes; the relations are those of the i2b2 2010 challenge (Uzuner 2011). */
export const clinicalSchema: Schema = {
  name: 'clinical',
  entities: [
    {
      name: 'problem',
      description:
        'a disease, symptom, sign, injury or abnormal finding, with its modifiers; not the person, not a normal finding',
    },
    {
      name: 'treatment',
      description:
        'a drug, operation, device or therapy given or withheld; not its dose, not the clinic that gives it',
    },
    {
      name: 'test',
      description:
        'an examination, measurement or investigation, such as blood pressure or MRI; not its result',
    },
    { name: 'anatomy', description: 'a part, organ, tissue or fluid of the body; not a whole person' },
    {
      name: 'value',
      description:
        'the result of a test or measurement, with its unit, in figures or words; not a dose, date or age',
    },
    {
      name: 'dosage',
      description: 'the amount, frequency or route of a treatment; not the name of the drug',
    },
  ],
  relations: [
    relation('TrIP', 'the treatment improves or cures the problem', 'treatment', 'problem'),
    relation('TrWP', 'the treatment worsens the problem or fails against it', 'treatment', 'problem'),
    relation('TrCP', 'the treatment causes the problem', 'treatment', 'problem'),
    relation('TrAP', 'the treatment is given for the problem', 'treatment', 'problem'),
    relation('TrNAP', 'the treatment is withheld or stopped because of the problem', 'treatment', 'problem'),
    relation('TeRP', 'the test shows the problem', 'test', 'problem'),
    relation('TeCP', 'the test is done to look into the problem', 'test', 'problem'),
    relation('PIP', 'the first problem points to the second, or brings it about', 'problem', 'problem'),
  ],
};

/** Articles and abstracts; relations of BioCreative V CDR and of BioCreative VI ChemProt (its evaluated groups). */
export const biomedicalSchema: Schema = {
  name: 'biomedical',
  entities: [
    {
      name: 'disease',
      description: 'a disease, syndrome, symptom or adverse effect; not the organism that causes it',
    },
    {
      name: 'chemical',
      description:
        'a drug, compound, element or other chemical substance; not a protein, not a class by effect',
    },
    {
      name: 'gene',
      description: 'a gene, or its RNA or protein, by name or symbol; not a protein family in general',
    },
    {
      name: 'species',
      description: 'an organism or virus, by its common or scientific name, patients included',
    },
    { name: 'cell', description: 'a type of cell or a cell line; not a tissue' },
    { name: 'variant', description: 'a mutation or polymorphism of a sequence, such as V600E or rs334' },
  ],
  relations: [
    relation('CID', 'the chemical induces the disease', 'chemical', 'disease'),
    relation('CPR:3', 'the chemical activates the gene or raises its expression', 'chemical', 'gene'),
    relation('CPR:4', 'the chemical inhibits the gene or lowers its expression', 'chemical', 'gene'),
    relation('CPR:5', 'the chemical is an agonist of the gene product', 'chemical', 'gene'),
    relation('CPR:6', 'the chemical is an antagonist of the gene product', 'chemical', 'gene'),
    relation('CPR:9', 'the chemical is a substrate or product of the gene product', 'chemical', 'gene'),
  ],
};

/** The types of which one asks whether they are present, absent, possible, …; others carry no assertion. */
const assertedTypes: ReadonlySet<string> = new Set([
  'problem',
  'disease',
  'symptom',
  'sign',
  'finding',
  'condition',
  'diagnosis',
  'disorder',
]);

/** Whether mentions of a type carry an assertion (i2b2 2010 asks it of problems). */
export function hasAssertion(type: string): boolean {
  return assertedTypes.has(type);
}

const limits = { schemas: 20, entities: 30, relations: 60, name: 40, text: 300 } as const;

const typeName = z
  .string()
  .max(limits.name)
  .regex(/^[a-z][a-z0-9_-]*$/, 'must be lower-case letters, digits, "-" or "_"')
  .refine((name) => !(name in {}), 'is reserved');
const oneLine = z
  .string()
  .max(limits.text)
  .regex(/^[^\p{Cc}]*$/u, 'must be one line')
  .transform((text) => text.trim());

const entityShape = z.union([
  oneLine.transform((description) => ({ description })),
  z.strictObject({
    description: oneLine,
    color: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/, 'must be "#rrggbb"')
      .optional(),
  }),
]);

const relationShape = z.strictObject({
  code: z
    .string()
    .max(limits.name)
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}:._-]*$/u, 'must be a word')
    .optional(),
  gloss: oneLine,
  head: typeName,
  tail: typeName,
});

const schemaShape = z.strictObject({
  entities: z
    .record(z.string(), z.unknown())
    .refine((types) => Object.keys(types).length > 0, 'must name at least one type')
    .refine(
      (types) => Object.keys(types).length <= limits.entities,
      `must name at most ${limits.entities} types`,
    ),
  relations: z
    .record(z.string(), z.unknown())
    .refine(
      (types) => Object.keys(types).length <= limits.relations,
      `must name at most ${limits.relations} types`,
    )
    .optional(),
});

/**
 * Reads the user's schemas from settings, which may hold anything:
 * `{ "name": { "entities": { "type": { "description", "color"? } | "description" }, "relations"?: { "code": {
 * "gloss", "head", "tail" } } } }`. What is wrong is left out and named in `problems`; the rest stays usable.
 * Never throws.
 */
export function readCustomSchemas(value: unknown): { schemas: Schema[]; problems: string[] } {
  const schemas: Schema[] = [];
  const problems: string[] = [];
  if (value === undefined || value === null) return { schemas, problems };
  if (typeof value !== 'object' || Array.isArray(value))
    return { schemas, problems: ['must be an object of schemas'] };
  const all = Object.entries(value);
  if (all.length > limits.schemas) problems.push(`only the first ${limits.schemas} schemas are used`);
  for (const [name, content] of all.slice(0, limits.schemas)) {
    const schema = readSchema(name, content, problems);
    if (schema !== undefined) schemas.push(schema);
  }
  return { schemas, problems };
}

/** The schema of that name, the user's own before the built-in ones; `clinical` where there is none. */
export function findSchema(name: string, custom: readonly Schema[]): Schema {
  const all = [...custom, clinicalSchema, biomedicalSchema];
  return all.find((schema) => schema.name === name) ?? clinicalSchema;
}

function readSchema(name: string, content: unknown, problems: string[]): Schema | undefined {
  const label = printable(name);
  if (name === clinicalSchema.name || name === biomedicalSchema.name) {
    problems.push(`${label}: this name is taken by a built-in schema`);
    return undefined;
  }
  const named = oneLine.safeParse(name);
  if (!named.success || name.trim() === '' || name.length > limits.name) {
    problems.push(`${label}: a schema's name must be one line of at most ${limits.name} characters`);
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
  return { name, entities, relations };
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
    if (missing.length > 0) problems.push(`${where}: ${missing.join(', ')} is no entity type of this schema`);
    else relations.push({ code, gloss, head, tail });
  }
  return relations;
}

function issues(where: string, error: z.ZodError): string[] {
  return error.issues.slice(0, 5).map((issue) => `${[where, ...issue.path].join('.')}: ${issue.message}`);
}

/** A key of the user's, short enough for a message. */
function printable(name: string): string {
  const line = name.replace(/\p{Cc}/gu, ' ');
  return line.length > limits.name ? `${line.slice(0, limits.name)}…` : line || '""';
}

function relation(code: string, gloss: string, head: string, tail: string): RelationType {
  return { code, gloss, head, tail };
}
