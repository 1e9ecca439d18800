import type { RelationType, Schema } from './schema.js';

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
    relation('TrIP', 'improves', 'the treatment improves or cures the problem', 'treatment', 'problem'),
    relation(
      'TrWP',
      'worsens',
      'the treatment worsens the problem or fails against it',
      'treatment',
      'problem',
    ),
    relation('TrCP', 'causes', 'the treatment causes the problem', 'treatment', 'problem'),
    relation('TrAP', 'given for', 'the treatment is given for the problem', 'treatment', 'problem'),
    relation(
      'TrNAP',
      'withheld because of',
      'the treatment is withheld or stopped because of the problem',
      'treatment',
      'problem',
    ),
    {
      ...relation('TeRP', 'shows', 'the test shows the problem', 'test', 'problem'),
      glossIfAbsent: 'the test shows no sign of the problem',
    },
    relation('TeCP', 'looks for', 'the test is done to look into the problem', 'test', 'problem'),
    {
      ...relation(
        'PIP',
        'points to',
        'the first problem points to the second, or brings it about',
        'problem',
        'problem',
      ),
      glossUnordered: 'one of the problems points to the other, or brings it about',
    },
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
    relation('CID', 'causes', 'the chemical induces the disease', 'chemical', 'disease'),
    relation(
      'CPR:3',
      'activates',
      'the chemical activates the gene or raises its expression',
      'chemical',
      'gene',
    ),
    relation(
      'CPR:4',
      'inhibits',
      'the chemical inhibits the gene or lowers its expression',
      'chemical',
      'gene',
    ),
    relation('CPR:5', 'agonist of', 'the chemical is an agonist of the gene product', 'chemical', 'gene'),
    relation(
      'CPR:6',
      'antagonist of',
      'the chemical is an antagonist of the gene product',
      'chemical',
      'gene',
    ),
    relation(
      'CPR:9',
      'substrate or product of',
      'the chemical is a substrate or product of the gene product',
      'chemical',
      'gene',
    ),
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

/** The schema of that name, custom ones before built-in ones; `clinical` if there is none. */
export function findSchema(name: string, custom: readonly Schema[]): Schema {
  const all = [...custom, clinicalSchema, biomedicalSchema];
  return all.find((schema) => schema.name === name) ?? clinicalSchema;
}

/**
 * The relations that the editor's prompt about some of them names: all of the built-in schema that they are of, or else
 * `relations` themselves.
 */
export function editorsRelations(relations: readonly RelationType[]): readonly RelationType[] {
  const schema = [clinicalSchema, biomedicalSchema].find((each) =>
    relations.every((type) => each.relations.includes(type)),
  );
  return schema?.relations ?? relations;
}

/** The built-in schema that has just these entity types, in whatever order; `undefined` if none has. */
export function builtInWith(names: ReadonlySet<string>): Schema | undefined {
  return [clinicalSchema, biomedicalSchema].find(
    ({ entities }) => entities.length === names.size && entities.every(({ name }) => names.has(name)),
  );
}

function relation(code: string, words: string, gloss: string, head: string, tail: string): RelationType {
  return { code, words, gloss, head, tail };
}
