import type { NerExample, Schema } from '../schema.js';
import { biomedicalSchema, clinicalSchema } from '../schemas.js';

const clinicalExamples: readonly NerExample[] = [
  {
    sentence: 'He denied ankle swelling, but ultrasound showed a thrombus in the left popliteal vein.',
    entities: [
      { text: 'ankle', type: 'anatomy' },
      { text: 'ankle swelling', type: 'problem', assertion: 'absent' },
      { text: 'ultrasound', type: 'test' },
      { text: 'thrombus', type: 'problem', assertion: 'present' },
      { text: 'left popliteal vein', type: 'anatomy' },
    ],
  },
  {
    sentence:
      'Ferritin was 9 ng/mL and ferrous sulfate 200 mg twice daily was begun for probable iron deficiency.',
    entities: [
      { text: 'Ferritin', type: 'test' },
      { text: '9 ng/mL', type: 'value' },
      { text: 'ferrous sulfate', type: 'treatment' },
      { text: '200 mg twice daily', type: 'dosage' },
      { text: 'iron deficiency', type: 'problem', assertion: 'possible' },
    ],
  },
  { sentence: 'She was seen again in the clinic on 4 May.', entities: [] },
];

const biomedicalExamples: readonly NerExample[] = [
  {
    sentence: 'Valproate raised BDNF expression in SH-SY5Y cells but caused no hepatotoxicity in rats.',
    entities: [
      { text: 'Valproate', type: 'chemical' },
      { text: 'BDNF', type: 'gene' },
      { text: 'SH-SY5Y', type: 'cell' },
      { text: 'hepatotoxicity', type: 'disease', assertion: 'absent' },
      { text: 'rats', type: 'species' },
    ],
  },
  {
    sentence: 'The p.Arg249Ser substitution in TP53 was found in two patients with hepatocellular carcinoma.',
    entities: [
      { text: 'p.Arg249Ser', type: 'variant' },
      { text: 'TP53', type: 'gene' },
      { text: 'patients', type: 'species' },
      { text: 'hepatocellular carcinoma', type: 'disease', assertion: 'present' },
    ],
  },
];

const builtIn = [
  { schema: clinicalSchema, examples: clinicalExamples },
  { schema: biomedicalSchema, examples: biomedicalExamples },
];

/**
 * Worked examples for a prompt. Those of a custom schema are its own; a schema without any whose types all belong to a
 * built-in one has that one's, which the prompt then shows with these types alone.
 */
export function examplesFor(schema: Schema): readonly NerExample[] {
  if (schema.examples !== undefined) return schema.examples;
  return builtIn.find((each) => isPartOf(schema, each.schema))?.examples ?? [];
}

function isPartOf(schema: Schema, whole: Schema): boolean {
  return schema.entities.every(({ name, description }) =>
    whole.entities.some((type) => type.name === name && type.description === description),
  );
}
