import { findCorpus } from '../corpora/catalog.js';
import { clinicalTypeOf } from '../corpora/maccrobat.js';
import type { AnnotatedText } from '../corpora/records.js';
import type { EntityType } from '../tasks/schema.js';
import { biomedicalSchema, clinicalSchema } from '../tasks/schemas.js';
import { annotatedNotesName } from './annotated-notes.js';
import { corrections } from './corrections.js';

/** Which entities of a corpus rows ask for, and how. */
export interface EntityScheme {
  /** Maps the corpus's type to the name used in rows; `undefined` if rows do not ask for it. */
  readonly typeOf: (own: string) => string | undefined;
  /**
   * Groups of types that one row of the `medtuned` format asks for: a single type, or several with typed tags.
   */
  readonly groups: readonly (readonly EntityType[])[];
}

const described: Readonly<Record<string, string>> = {
  protein: 'a protein, protein family or complex, by name',
  dna: 'a gene, promoter or other region of DNA',
  rna: 'an RNA, such as an mRNA',
  cell_line: 'a line of cells kept in culture',
  cell_type: 'a natural type of cell',
  amino_acid: 'an amino acid, or its residue in a protein',
  anatomical_system: 'a system of organs, such as the vascular system',
  cancer: 'a tumour or another malignant growth',
  cell: 'a type of cell or a cell line; not a tissue',
  cellular_component: 'a part of a cell, such as the nucleus or a membrane',
  developing_anatomical_structure: 'a part of an embryo or fetus',
  gene_or_gene_product: 'a gene, or its RNA or protein',
  immaterial_anatomical_entity: 'a space or place of the body, such as a lumen',
  'multi-tissue_structure': 'a structure of several tissues that is no organ, such as a blood vessel',
  organ: 'an organ of the body',
  organism: 'a living thing, by its common or scientific name, people included',
  organism_subdivision: 'a region of a body, such as the head',
  organism_substance: 'a fluid or other substance of a body, such as serum',
  pathological_formation: 'a lesion or another abnormal structure',
  simple_chemical: 'a compound or ion; not a protein',
  tissue: 'a tissue, such as epithelium',
  complex: 'a complex of several molecules',
  'regulon-operon': 'an operon or regulon',
  go_term: 'a biological process, function or cellular component',
  sequence_feature: 'a kind of biological sequence, such as an exon, allele or transgene',
  drug: 'a drug: a generic or brand name, a group of drugs, or an active substance not for human use',
  occurrence: 'something that happens to the patient, such as an admission or a transfer',
  evidential: 'a word that says where a finding comes from, such as “showed” or “reported”',
  clinical_dept: 'a department or place of care, such as the emergency room',
};

const biomedical = (name: string): EntityType => typeIn(biomedicalSchema.entities, name);
const clinical = (name: string): EntityType => typeIn(clinicalSchema.entities, name);
const own = (name: string): EntityType => ({ name, description: described[name] ?? name });

function typeIn(types: readonly EntityType[], name: string): EntityType {
  return types.find((type) => type.name === name) ?? own(name);
}

function scheme(
  names: Readonly<Record<string, string>>,
  groups: readonly (readonly EntityType[])[],
): EntityScheme {
  return { typeOf: (type) => (Object.hasOwn(names, type) ? names[type] : undefined), groups };
}

/** Each type under its own name in lower case, one per row. */
function lowered(types: readonly string[]): EntityScheme {
  const names = Object.fromEntries(types.map((type) => [type, type.toLowerCase()]));
  return scheme(
    names,
    Object.values(names).map((name) => [own(name)]),
  );
}

function labelsOf(corpus: string): readonly string[] {
  return findCorpus(corpus)?.labels ?? [];
}

const chemicalDisease = scheme({ Chemical: 'chemical', Disease: 'disease' }, [
  [biomedical('chemical')],
  [biomedical('disease')],
]);
const disease = scheme({ Disease: 'disease' }, [[biomedical('disease')]]);
const species = scheme({ Species: 'species' }, [[biomedical('species')]]);
const i2b2 = [clinical('problem'), clinical('treatment'), clinical('test')];
const clinicalGroups = [i2b2, [clinical('anatomy')], [clinical('value')], [clinical('dosage')]];
const i2b2Events = ['occurrence', 'problem', 'test', 'treatment', 'evidential', 'clinical_dept'];

/** By corpus. Corpora not listed here have no complete entity annotations. */
const schemes: Readonly<Record<string, EntityScheme>> = {
  [annotatedNotesName]: { typeOf: (type) => type, groups: clinicalGroups },
  BC5CDR: chemicalDisease,
  'NCBI-disease': disease,
  BC2GM: scheme({ GENE: 'gene' }, [[biomedical('gene')]]),
  AnatEM: scheme({ Anatomy: 'anatomy' }, [[clinical('anatomy')]]),
  Linnaeus: species,
  S800: species,
  BioNLP13CG: lowered(labelsOf('BioNLP13CG')),
  BioNLP13PC: lowered(labelsOf('BioNLP13PC')),
  BioNLP11ID: scheme(
    {
      Chemical: 'chemical',
      Organism: 'organism',
      Protein: 'protein',
      'Regulon-operon': 'regulon-operon',
    },
    [[biomedical('chemical')], [own('organism')], [own('protein')], [own('regulon-operon')]],
  ),
  CRAFT: scheme(
    {
      CHEBI: 'chemical',
      CL: 'cell_type',
      GGP: 'gene',
      GO: 'go_term',
      SO: 'sequence_feature',
      Taxon: 'species',
    },
    [
      [biomedical('chemical')],
      [own('cell_type')],
      [biomedical('gene')],
      [own('go_term')],
      [own('sequence_feature')],
      [biomedical('species')],
    ],
  ),
  JNLPBA: lowered(labelsOf('JNLPBA')),
  MACCROBAT2020: scheme(clinicalTypeOf, clinicalGroups),
  BioRED: scheme(
    {
      CellLine: 'cell',
      ChemicalEntity: 'chemical',
      DiseaseOrPhenotypicFeature: 'disease',
      GeneOrGeneProduct: 'gene',
      OrganismTaxon: 'species',
      SequenceVariant: 'variant',
    },
    biomedicalSchema.entities.map((type) => [type]),
  ),
  'DDI-2013': scheme({ drug: 'drug', brand: 'drug', group: 'drug', drug_n: 'drug' }, [[own('drug')]]),
  'i2b2-2010': scheme({ problem: 'problem', treatment: 'treatment', test: 'test' }, [i2b2]),
  'i2b2-2012': scheme(Object.fromEntries(i2b2Events.map((name) => [name.toUpperCase(), name])), [
    i2b2Events.map((name) => typeIn(clinicalSchema.entities, name)),
  ]),
};

const clinicalNames = clinicalSchema.entities.map(({ name }) => name);
const biomedicalNames = biomedicalSchema.entities.map(({ name }) => name);
const itself = (type: string): string => type;

/** The scheme for a record's entities. */
export function entitySchemeOf({ source, mentions }: AnnotatedText): EntityScheme | undefined {
  if (source !== corrections) return Object.hasOwn(schemes, source) ? schemes[source] : undefined;
  // Only ask for types of the schema that a note was annotated with: others were not looked for in it.
  const uses = (names: readonly string[]): boolean => mentions.some(({ type }) => names.includes(type));
  const groups = [
    ...(uses(clinicalNames) ? clinicalGroups : []),
    ...(uses(biomedicalNames) ? biomedicalSchema.entities.map((type) => [type]) : []),
  ];
  return { typeOf: itself, groups };
}
