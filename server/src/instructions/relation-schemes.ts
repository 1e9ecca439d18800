import { annotatedNotesName } from './annotated-notes.js';
import { biomedicalSchema, clinicalSchema } from '../tasks/schemas.js';
import type { RelationType } from '../tasks/schema.js';

/** Which relations of a corpus rows ask for, and how. */
export interface RelationScheme {
  /** Maps the corpus's type of a mention to ours; `undefined` if no relation uses it. */
  readonly typeOf: (own: string) => string | undefined;
  readonly types: readonly RelationType[];
  /** Maps the corpus's relation and type of its tail to a code; `undefined` if rows do not ask for it. */
  readonly codeOf: (own: string, tailType: string) => string | undefined;
  /**
   * The source of pairs without a relation: annotated in the corpus (`stated`), or pairs that the product
   * would ask about and no relation joins (`candidates`).
   */
  readonly negatives: 'stated' | 'candidates';
}

const cid = biomedicalSchema.relations.filter(({ code }) => code === 'CID');
const chemProt = biomedicalSchema.relations.filter(({ code }) => code.startsWith('CPR:'));
const treatmentOf = clinicalSchema.relations.filter(({ head }) => head === 'treatment');

function between(
  pairs: readonly (readonly [string, string])[],
  glosses: Readonly<Record<string, string>>,
): RelationType[] {
  return pairs.flatMap(([head, tail]) =>
    Object.entries(glosses).map(([code, gloss]) => ({ code, gloss, head, tail })),
  );
}

const bioRedNames: Readonly<Record<string, string>> = {
  ChemicalEntity: 'chemical',
  DiseaseOrPhenotypicFeature: 'disease',
  GeneOrGeneProduct: 'gene',
  SequenceVariant: 'variant',
};

const bioRed = between(
  [
    ['chemical', 'disease'],
    ['chemical', 'gene'],
    ['chemical', 'variant'],
    ['chemical', 'chemical'],
    ['gene', 'disease'],
    ['gene', 'gene'],
    ['variant', 'disease'],
  ],
  {
    Association: 'the two are associated, in which direction is not said',
    Positive_Correlation: 'the first raises, causes or goes along with the second',
    Negative_Correlation: 'the first lowers, treats or counteracts the second',
    Bind: 'the two bind to each other',
    Comparison: 'the two are compared',
    Conversion: 'the one is turned into the other',
    Cotreatment: 'the two are given together',
    Drug_Interaction: 'the two influence each other’s effect',
  },
);

const ddi = between([['drug', 'drug']], {
  advise: 'the text advises for or against giving the two together',
  effect: 'the text names an effect of the two together',
  mechanism: 'the text says how the one changes the other in the body',
  int: 'the text says that they interact, and no more',
});

const named =
  (names: Readonly<Record<string, string>>) =>
  (own: string): string | undefined =>
    Object.hasOwn(names, own) ? names[own] : undefined;
const same = (own: string): string => own;

const schemes: Readonly<Record<string, RelationScheme>> = {
  ChemProt: {
    typeOf: named({ chemical: 'chemical', gene: 'gene' }),
    types: chemProt,
    codeOf: same,
    negatives: 'stated',
  },
  'BC5CDR-CID': {
    typeOf: named({ Chemical: 'chemical', Disease: 'disease' }),
    types: cid,
    codeOf: same,
    negatives: 'candidates',
  },
  BioRED: { typeOf: named(bioRedNames), types: bioRed, codeOf: same, negatives: 'candidates' },
  GAD: {
    typeOf: named({ gene: 'gene', disease: 'disease' }),
    types: [
      {
        code: 'association',
        gloss: 'the gene is associated with the disease',
        head: 'gene',
        tail: 'disease',
      },
    ],
    codeOf: same,
    negatives: 'candidates',
  },
  'DDI-2013': {
    typeOf: named({ drug: 'drug', brand: 'drug', group: 'drug', drug_n: 'drug' }),
    types: ddi,
    codeOf: same,
    negatives: 'candidates',
  },
  PHEE: {
    typeOf: named({ Treatment: 'treatment', Effect: 'problem', Disorder: 'problem' }),
    types: treatmentOf,
    // The effect of a therapy has no code in the set; its indication does.
    codeOf: (own, tail) => (own === 'Adverse_event' ? 'TrCP' : tail === 'Disorder' ? 'TrAP' : undefined),
    negatives: 'candidates',
  },
  'i2b2-2010': {
    typeOf: named({ problem: 'problem', treatment: 'treatment', test: 'test' }),
    types: clinicalSchema.relations,
    codeOf: same,
    negatives: 'candidates',
  },
  [annotatedNotesName]: {
    typeOf: same,
    types: clinicalSchema.relations,
    codeOf: same,
    negatives: 'candidates',
  },
  corrections: {
    typeOf: same,
    types: [...clinicalSchema.relations, ...biomedicalSchema.relations],
    codeOf: same,
    negatives: 'candidates',
  },
};

/** The scheme of a corpus; `undefined` if it has no relations. */
export function relationSchemeOf(source: string): RelationScheme | undefined {
  return schemes[source];
}

/** The relations that may hold from one type to another. */
export function typesBetween({ types }: RelationScheme, head: string, tail: string): RelationType[] {
  return types.filter((type) => type.head === head && type.tail === tail);
}
