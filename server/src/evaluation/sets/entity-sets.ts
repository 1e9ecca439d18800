import { clinicalTypeOf } from '../../corpora/maccrobat.js';
import type { EntityType, Schema } from '../../tasks/schema.js';
import { biomedicalSchema, builtInWith, clinicalSchema } from '../../tasks/schemas.js';
import type { DataSet, Units } from './data-set.js';

const known = new Map(
  [...clinicalSchema.entities, ...biomedicalSchema.entities].map((type) => [type.name, type]),
);

/** Types that only some corpora have. */
const special: readonly EntityType[] = [
  { name: 'protein', description: 'a protein, protein family or complex, by name or symbol' },
  { name: 'dna', description: 'a gene, promoter, domain or other stretch of DNA' },
  { name: 'rna', description: 'a messenger RNA or other RNA molecule' },
  { name: 'cell_type', description: 'a natural type of cell, such as T lymphocytes' },
  { name: 'cell_line', description: 'a cultured cell line, such as HeLa' },
  { name: 'go', description: 'a biological process, molecular function or cellular component' },
  { name: 'occurrence', description: 'an event in the course of care, such as "admitted" or "discharged"' },
  {
    name: 'evidential',
    description: 'a word that says where information is from, such as "showed" or "denies"',
  },
  { name: 'clinical_dept', description: 'a department or service, such as "the ICU" or "cardiology"' },
  { name: 'so', description: 'a kind of sequence or of its parts, such as "allele" or "exon"' },
];
for (const type of special) {
  known.set(type.name, type);
}

/**
 * A built-in schema if it has exactly these types, so that the set is asked for as in the editor; otherwise
 * one of known types, in the given order.
 */
export function schemaOf(name: string, types: Iterable<string>): Schema {
  const built = builtInWith(new Set(types));
  if (built !== undefined) return { ...built, relations: [] };
  const entities = [...new Set(types)].map((type) => known.get(type) ?? { name: type, description: type });
  return { name, entities, relations: [] };
}

function entitySet(
  name: string,
  types: Readonly<Record<string, string>>,
  { units = 'sentences', groups, remarks = [] }: Options = {},
): DataSet {
  return {
    name,
    corpus: name,
    split: 'test',
    task: {
      kind: 'entities',
      units,
      schema: schemaOf(name, Object.values(types)),
      types: new Map(Object.entries(types)),
      ...(groups === undefined ? {} : { groups }),
    },
    remarks,
  };
}

interface Options {
  readonly units?: Units;
  readonly groups?: readonly { readonly name: string; readonly types: readonly string[] }[];
  readonly remarks?: readonly string[];
}

const detokenised =
  'The corpus comes as tokens; its sentences were put together again, and each was asked as one sentence. ' +
  'It does not say where a document ends, so each sentence counts as one: mention sets are those of sentences.';

/** What readers of figures on licensed corpora should know. */
export const underAgreement =
  'For people who hold the licence. The reader was tested on files made for the purpose, in the layout that is distributed.';

/** The data sets of named entities. */
export const entitySets: readonly DataSet[] = [
  entitySet('BC5CDR', { Chemical: 'chemical', Disease: 'disease' }, { remarks: [detokenised] }),
  entitySet('NCBI-disease', { Disease: 'disease' }, { remarks: [detokenised] }),
  entitySet('BC2GM', { GENE: 'gene' }, { remarks: [detokenised] }),
  entitySet(
    'JNLPBA',
    { protein: 'protein', DNA: 'dna', RNA: 'rna', cell_type: 'cell_type', cell_line: 'cell_line' },
    { units: 'documents' },
  ),
  entitySet('AnatEM', { Anatomy: 'anatomy' }, { remarks: [detokenised] }),
  entitySet('Linnaeus', { Species: 'species' }, { remarks: [detokenised] }),
  entitySet('S800', { Species: 'species' }, { remarks: [detokenised] }),
  entitySet(
    'CRAFT',
    { GGP: 'gene', Taxon: 'species', CHEBI: 'chemical', CL: 'cell', GO: 'go', SO: 'so' },
    { remarks: [detokenised] },
  ),
  entitySet('MACCROBAT2020', clinicalTypeOf, {
    units: 'documents',
    groups: [
      { name: 'problem, treatment, test, anatomy', types: ['problem', 'treatment', 'test', 'anatomy'] },
    ],
    remarks: [
      'The test part is the documents whose PMID ends in 0 or 5; the corpus has no official one.',
      'BioNote divides the documents into sentences itself, as in the editor.',
      'Discontinuous gold mentions count as missed.',
    ],
  }),
  entitySet(
    'i2b2-2010',
    { problem: 'problem', treatment: 'treatment', test: 'test' },
    { units: 'documents', remarks: [underAgreement] },
  ),
  entitySet(
    'i2b2-2012',
    {
      OCCURRENCE: 'occurrence',
      PROBLEM: 'problem',
      TEST: 'test',
      TREATMENT: 'treatment',
      EVIDENTIAL: 'evidential',
      CLINICAL_DEPT: 'clinical_dept',
    },
    { units: 'documents', remarks: [underAgreement, 'Events only; expressions of time are not asked for.'] },
  ),
];
