import type { RelationType, Schema } from '../../tasks/schema.js';
import { biomedicalSchema, clinicalSchema } from '../../tasks/schemas.js';
import { noRelation, type DataSet } from './data-set.js';
import { schemaOf, underAgreement } from './entity-sets.js';

const chemProtGroups = biomedicalSchema.relations.filter(({ code }) => code.startsWith('CPR:'));

function schema(name: string, types: readonly string[], relations: readonly RelationType[]): Schema {
  return { ...schemaOf(name, types), relations };
}

const bioRedTypes: Readonly<Record<string, string>> = {
  DiseaseOrPhenotypicFeature: 'disease',
  GeneOrGeneProduct: 'gene',
  ChemicalEntity: 'chemical',
  SequenceVariant: 'variant',
};

/** Which types BioRED relates (Luo et al. 2022), undirected. */
const bioRedPairs = [
  ['disease', 'gene'],
  ['disease', 'variant'],
  ['chemical', 'disease'],
  ['gene', 'gene'],
  ['chemical', 'gene'],
  ['chemical', 'chemical'],
  ['chemical', 'variant'],
  ['variant', 'variant'],
] as const;

const bioRedGlosses: Readonly<Record<string, string>> = {
  Association: 'the two are associated, without a direction that the text states',
  Positive_Correlation: 'more of the one goes with more of the other, or causes it',
  Negative_Correlation: 'more of the one goes with less of the other, or treats it',
  Bind: 'the two bind physically',
  Cotreatment: 'the two are given together',
  Comparison: 'the effects of the two are compared',
  Drug_Interaction: 'the two interact when taken together',
  Conversion: 'the one is converted to the other',
};

const bioRedRelations = bioRedPairs.flatMap(([head, tail]) =>
  Object.entries(bioRedGlosses).map(([code, gloss]): RelationType => ({ code, gloss, head, tail })),
);

const ddiGlosses: Readonly<Record<string, string>> = {
  mechanism: 'the one changes how the body takes up, breaks down or excretes the other',
  effect: 'taken together the two have an effect, or the one changes the effect of the other',
  advise: 'a recommendation is given for taking the two together',
  int: 'an interaction of the two is stated and nothing more',
};

/** The data sets of relations. */
export const relationSets: readonly DataSet[] = [
  {
    name: 'ChemProt',
    corpus: 'ChemProt',
    split: 'test',
    task: {
      kind: 'relations',
      units: 'sentences',
      schema: schema('ChemProt', ['chemical', 'gene'], chemProtGroups),
      types: new Map([
        ['chemical', 'chemical'],
        ['gene', 'gene'],
      ]),
      labels: new Map([...chemProtGroups.map(({ code }) => [code, code] as const), [noRelation, noRelation]]),
      level: 'mentions',
    },
    remarks: [
      'The five groups of the challenge. The distribution has neither negatives nor types of the mentions: the class ' +
        '"none" is every co-mentioned pair of a chemical and a gene that no row of the sentence relates, and which of ' +
        'two mentions is the gene was inferred. Figures with this negative class are not those of the challenge.',
      'Mentions are given.',
    ],
  },
  {
    name: 'BC5CDR-CID',
    corpus: 'BC5CDR-CID',
    split: 'test',
    task: {
      kind: 'relations',
      units: 'documents',
      schema: schema(
        'BC5CDR-CID',
        ['chemical', 'disease'],
        biomedicalSchema.relations.filter(({ code }) => code === 'CID'),
      ),
      types: new Map([
        ['Chemical', 'chemical'],
        ['Disease', 'disease'],
      ]),
      labels: new Map([['CID', 'CID']]),
      level: 'documents',
    },
    remarks: [
      'Scored on the pairs of concepts of each document, as in BioCreative V, with gold mentions given. A pair that no ' +
        'sentence mentions together is not asked and counts as missed.',
    ],
  },
  {
    name: 'BioRED',
    corpus: 'BioRED',
    split: 'dev',
    task: {
      kind: 'relations',
      units: 'documents',
      schema: schema('BioRED', Object.values(bioRedTypes), bioRedRelations),
      types: new Map(Object.entries(bioRedTypes)),
      labels: new Map(Object.keys(bioRedGlosses).map((code) => [code, code])),
      level: 'documents',
    },
    remarks: [
      'The development part: the test part is not in the distribution. Undirected pairs of concepts of each document, ' +
        'gold mentions given; a pair that no sentence mentions together counts as missed.',
      'BioRED shares documents with BC5CDR.',
    ],
  },
  {
    name: 'GAD',
    corpus: 'GAD',
    split: 'test',
    task: {
      kind: 'relations',
      units: 'sentences',
      schema: schema(
        'GAD',
        ['gene', 'disease'],
        [
          {
            code: 'association',
            gloss: 'the gene is associated with the disease',
            head: 'gene',
            tail: 'disease',
          },
        ],
      ),
      types: new Map([
        ['gene', 'gene'],
        ['disease', 'disease'],
      ]),
      labels: new Map([['association', 'association']]),
      level: 'mentions',
    },
    remarks: ['Fold 1 of ten; the mentions are anonymised in the distribution.'],
  },
  {
    name: 'DDI-2013',
    corpus: 'DDI-2013',
    split: 'test',
    task: {
      kind: 'relations',
      units: 'sentences',
      schema: schema(
        'DDI-2013',
        ['drug'],
        Object.entries(ddiGlosses).map(([code, gloss]) => ({ code, gloss, head: 'drug', tail: 'drug' })),
      ),
      types: new Map(['drug', 'brand', 'group', 'drug_n'].map((type) => [type, 'drug'])),
      labels: new Map(Object.keys(ddiGlosses).map((code) => [code, code])),
      level: 'mentions',
    },
    remarks: [
      'Mentions are given; every pair of drugs of a sentence is asked. CC BY-NC: for evaluation only.',
    ],
  },
  {
    name: 'i2b2-2010/relations',
    corpus: 'i2b2-2010',
    split: 'test',
    task: {
      kind: 'relations',
      units: 'documents',
      schema: schema('i2b2-2010', ['problem', 'treatment', 'test'], clinicalSchema.relations),
      types: new Map(['problem', 'treatment', 'test'].map((type) => [type, type])),
      labels: new Map(clinicalSchema.relations.map(({ code }) => [code, code])),
      level: 'mentions',
    },
    remarks: [underAgreement, 'Mentions are given; every pair of a sentence that the codes allow is asked.'],
  },
];
