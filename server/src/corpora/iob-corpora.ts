import { readFound } from './files.js';
import { readIob, type IobStyle } from './iob.js';
import { ccBy3, ccBy4, ccBySa3, genia, publicDomain, publicTaskData } from './licences.js';
import type { Corpus, Licence, Split } from './records.js';

const cancerGenetics = [
  'Amino_acid',
  'Anatomical_system',
  'Cancer',
  'Cell',
  'Cellular_component',
  'Developing_anatomical_structure',
  'Gene_or_gene_product',
  'Immaterial_anatomical_entity',
  'Multi-tissue_structure',
  'Organ',
  'Organism',
  'Organism_subdivision',
  'Organism_substance',
  'Pathological_formation',
  'Simple_chemical',
  'Tissue',
];

/** Named entity corpora that come as sentences of tokens and tags. */
export const iobCorpora: readonly Corpus[] = [
  iobCorpus('BC5CDR', publicDomain, ['Chemical', 'Disease']),
  iobCorpus('NCBI-disease', publicDomain, ['Disease']),
  iobCorpus('BC2GM', publicTaskData, ['GENE']),
  iobCorpus('AnatEM', ccBySa3, ['Anatomy']),
  iobCorpus('Linnaeus', ccBy4, ['Species'], 'linnaeus'),
  iobCorpus('S800', ccBy4, ['Species'], 'S800', { bare: 'Species' }),
  iobCorpus('BioNLP13CG', ccBySa3, cancerGenetics),
  iobCorpus('BioNLP13PC', ccBySa3, [
    'Cellular_component',
    'Complex',
    'Gene_or_gene_product',
    'Simple_chemical',
  ]),
  iobCorpus('BioNLP11ID', genia, ['Chemical', 'Organism', 'Protein', 'Regulon-operon']),
  iobCorpus('CRAFT', ccBy3, ['CHEBI', 'CL', 'GGP', 'GO', 'SO', 'Taxon']),
];

const fileNames: Readonly<Record<Split, string>> = { train: 'train', dev: 'devel', test: 'test' };

function iobCorpus(
  name: string,
  licence: Licence,
  types: readonly string[],
  place = name,
  style: Pick<IobStyle, 'bare'> = {},
): Corpus {
  return {
    name,
    licence,
    splits: ['train', 'dev', 'test'],
    labels: types,
    read: (folder, split) =>
      readFound(folder, 'ner', `${place}/${fileNames[split]}.tsv`, (file) =>
        readIob(file, { source: name, split }, { types, ...style }),
      ),
  };
}
