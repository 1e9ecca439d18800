import { readBiocJson, readBiocXml } from './bioc.js';
import { chemProtLabels, readChemProt } from './chemprot.js';
import { ddiLabels, ddiTypes, readDdi } from './ddi.js';
import { findFile, missing, readFound } from './files.js';
import { gadLabel, readGad } from './gad.js';
import { i2b2Relations, i2b2Types, readI2b2of2010 } from './i2b2-2010.js';
import { i2b2EventTypes, i2b2TimeTypes, readI2b2of2012 } from './i2b2-2012.js';
import { agreement, ccBy4, ccByNc4, genia, mit, publicDomain, unstated } from './licences.js';
import { maccrobatTypes } from './maccrobat.js';
import { pheeEvents, pheeTypes, readPhee } from './phee.js';
import { pubTatorIds, readPubTator } from './pubtator.js';
import type { Corpus, CorpusItem, Split } from './records.js';
import { readStandoff } from './standoff.js';

const jnlpbaTypes = ['protein', 'DNA', 'RNA', 'cell_line', 'cell_type'];

const jnlpba: Corpus = {
  name: 'JNLPBA',
  licence: genia,
  splits: ['train', 'test'],
  labels: jnlpbaTypes,
  read: (folder, split) =>
    readFound(folder, 'ner', `JNLPBA/standoff/${split}`, (found) =>
      readStandoff(found, { source: 'JNLPBA', split }, { types: jnlpbaTypes }),
    ),
};

/** There is no official split; documents whose PMID ends in 0 or 5 are the test part. */
const maccrobat: Corpus = {
  name: 'MACCROBAT2020',
  licence: ccBy4,
  splits: ['train', 'test'],
  labels: maccrobatTypes,
  read: (folder, split) =>
    readFound(folder, 'ner', 'MACCROBAT2020', (found) =>
      readStandoff(
        found,
        { source: 'MACCROBAT2020', split },
        { types: maccrobatTypes, wanted: (name) => /[05]$/.test(name) === (split === 'test') },
      ),
    ),
};

const phee: Corpus = {
  name: 'PHEE',
  licence: mit,
  splits: ['train', 'dev'],
  labels: [...pheeTypes, ...pheeEvents],
  read: (folder, split) =>
    readFound(folder, 'ner', `PHEE/${split}.json`, (file) => readPhee(file, { source: 'PHEE', split })),
};

const cidFiles: Readonly<Record<Split, string>> = { train: 'Training', dev: 'Development', test: 'Test' };
const cidLabels = { types: ['Chemical', 'Disease'], relations: ['CID'] };

/** The training file also contains the documents of the development file. They are left out. */
async function* readCid(folder: string, split: Split): AsyncGenerator<CorpusItem> {
  const place = (which: Split): string => `BC5CDR-CID/CDR_${cidFiles[which]}Set.PubTator.txt`;
  const part = { source: 'BC5CDR-CID', split };
  if (split !== 'train') {
    yield* readFound(folder, 're', place(split), (file) => readPubTator(file, part, cidLabels));
    return;
  }
  const development = await findFile(folder, 're', place('dev'));
  if (development === undefined) {
    yield missing('re', place('dev'));
    return;
  }
  const without = await pubTatorIds(development);
  yield* readFound(folder, 're', place('train'), (file) =>
    readPubTator(file, part, { ...cidLabels, without }),
  );
}

const cid: Corpus = {
  name: 'BC5CDR-CID',
  licence: publicDomain,
  splits: ['train', 'dev', 'test'],
  labels: ['CID'],
  read: readCid,
};

const bioRed = {
  types: [
    'CellLine',
    'ChemicalEntity',
    'DiseaseOrPhenotypicFeature',
    'GeneOrGeneProduct',
    'OrganismTaxon',
    'SequenceVariant',
  ],
  relations: [
    'Association',
    'Bind',
    'Comparison',
    'Conversion',
    'Cotreatment',
    'Drug_Interaction',
    'Negative_Correlation',
    'Positive_Correlation',
  ],
};

const bioRedFiles: Readonly<Record<Split, string>> = { train: 'Train', dev: 'Dev', test: 'Test' };

/** Published in three formats; the first one found is read. */
async function* readBioRed(folder: string, split: Split): AsyncGenerator<CorpusItem> {
  const part = { source: 'BioRED', split };
  for (const [extension, read] of [
    ['BioC.XML', readBiocXml],
    ['BioC.JSON', readBiocJson],
    ['PubTator', readPubTator],
  ] as const) {
    const file = await findFile(folder, 're', `BioRED/${bioRedFiles[split]}.${extension}`);
    if (file === undefined) continue;
    yield* read(file, part, bioRed);
    return;
  }
  yield missing('re', `BioRED/${bioRedFiles[split]}.BioC.XML`);
}

const relationCorpora: readonly Corpus[] = [
  {
    name: 'BioRED',
    licence: unstated,
    splits: ['train', 'dev'],
    // Its test part is not distributed.
    measured: 'dev',
    labels: bioRed.relations,
    read: readBioRed,
  },
  {
    name: 'ChemProt',
    licence: publicDomain,
    splits: ['train', 'dev', 'test'],
    labels: chemProtLabels,
    read: (folder, split) =>
      readFound(folder, 're', `ChemProt/${split}.txt`, (file) =>
        readChemProt(file, { source: 'ChemProt', split }),
      ),
  },
  {
    name: 'GAD',
    licence: ccBy4,
    splits: ['train', 'test'],
    labels: [gadLabel],
    read: (folder, split) =>
      readFound(folder, 're', `GAD/${split}.tsv`, (file) => readGad(file, { source: 'GAD', split })),
  },
  {
    name: 'DDI-2013',
    licence: ccByNc4,
    splits: ['train', 'test'],
    labels: [...ddiTypes, ...ddiLabels],
    read: (folder, split) => readDdi(folder, { source: 'DDI-2013', split }),
  },
];

/** Corpora of texts with standoff annotations: entities, relations, or both. */
export const documentCorpora: readonly Corpus[] = [
  jnlpba,
  maccrobat,
  phee,
  cid,
  ...relationCorpora,
  {
    name: 'i2b2-2010',
    licence: agreement,
    splits: ['train', 'test'],
    labels: [...i2b2Types, ...i2b2Relations],
    read: (folder, split) => readI2b2of2010(folder, { source: 'i2b2-2010', split }),
  },
  {
    name: 'i2b2-2012',
    licence: agreement,
    splits: ['train', 'test'],
    labels: [...i2b2EventTypes, ...i2b2TimeTypes],
    read: (folder, split) => readI2b2of2012(folder, { source: 'i2b2-2012', split }),
  },
];
