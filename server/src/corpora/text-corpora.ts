import { noteSections, readAciBench, readMtsDialog } from './dialogues.js';
import { evidenceLabels, readEvidenceInference } from './evidence-inference.js';
import { readFound } from './files.js';
import { healthVerLabels, readHealthVer } from './healthver.js';
import { hallmarksOfCancer } from './hallmarks.js';
import { readHoc } from './hoc.js';
import { agreement, ccBy4, gpl3, mit, unstated } from './licences.js';
import { readMednli, mednliLabels } from './mednli.js';
import { readMedquad } from './medquad.js';
import { choiceLabels, readMedMcqa, readMedQa } from './multiple-choice.js';
import { nli4ctLabels, readNli4ct } from './nli4ct.js';
import { pubmedQaLabels, readPubmedQa } from './pubmedqa.js';
import type { Corpus, Split } from './records.js';
import { readRqe, rqeLabels } from './rqe.js';

const rqeFiles: Readonly<Record<Split, string>> = {
  train: 'TrainingSet-AMIA2016',
  dev: 'ValidationSet-AMIA2016',
  test: 'TestSet-wLabels',
};
const nli4ctFiles: Readonly<Record<Split, string>> = {
  train: 'train.json',
  dev: 'dev.json',
  test: 'Gold_test.json',
};
const medNliFiles: Readonly<Record<Split, string>> = { train: 'train', dev: 'dev', test: 'test' };

/** Corpora of texts, questions and sentence pairs, with labels or answers. */
export const textCorpora: readonly Corpus[] = [
  {
    name: 'NLI4CT',
    licence: unstated,
    splits: ['train', 'dev', 'test'],
    labels: nli4ctLabels,
    read: (folder, split) => readNli4ct(folder, nli4ctFiles[split], { source: 'NLI4CT', split }),
  },
  {
    name: 'EvidenceInference',
    licence: mit,
    splits: ['train', 'dev', 'test'],
    labels: [...evidenceLabels, ...nli4ctLabels],
    read: (folder, split) => readEvidenceInference(folder, { source: 'EvidenceInference', split }),
  },
  {
    name: 'HealthVer',
    licence: unstated,
    splits: ['dev', 'test'],
    labels: healthVerLabels,
    read: (folder, split) =>
      readFound(folder, 'nli', `HealthVer/healthver_${split}.csv`, (file) =>
        readHealthVer(file, { source: 'HealthVer', split }),
      ),
  },
  {
    name: 'RQE',
    licence: unstated,
    splits: ['train', 'dev', 'test'],
    labels: rqeLabels,
    read: (folder, split) =>
      readFound(folder, 'nli', `MEDIQA-RQE/MEDIQA2019-Task2-RQE-${rqeFiles[split]}.xml`, (file) =>
        readRqe(file, { source: 'RQE', split }),
      ),
  },
  {
    name: 'MedNLI',
    licence: agreement,
    splits: ['train', 'dev', 'test'],
    labels: mednliLabels,
    read: (folder, split) =>
      readFound(folder, 'mednli', `mli_${medNliFiles[split]}_v1.jsonl`, (file) =>
        readMednli(file, { source: 'MedNLI', split }),
      ),
  },
  {
    name: 'PubMedQA',
    licence: mit,
    splits: ['train', 'test'],
    labels: pubmedQaLabels,
    read: (folder, split) => readPubmedQa(folder, { source: 'PubMedQA', split }),
  },
  {
    name: 'MedQuAD',
    licence: ccBy4,
    splits: ['train'],
    labels: [],
    read: (folder, split) =>
      readFound(folder, 'qa', 'MedQuAD', (found) => readMedquad(found, { source: 'MedQuAD', split })),
  },
  {
    name: 'MedQA',
    licence: unstated,
    splits: ['train', 'dev', 'test'],
    labels: choiceLabels,
    read: (folder, split) => readMedQa(folder, { source: 'MedQA', split }),
  },
  {
    name: 'MedMCQA',
    licence: unstated,
    splits: ['train', 'dev'],
    // Its test part has no answers.
    measured: 'dev',
    labels: choiceLabels.slice(0, 4),
    read: (folder, split) =>
      readFound(folder, 'medmcqa', `${split}.json`, (file) =>
        readMedMcqa(file, { source: 'MedMCQA', split }),
      ),
  },
  {
    name: 'HoC',
    licence: gpl3,
    splits: ['train', 'dev', 'test'],
    labels: hallmarksOfCancer,
    read: (folder, split) => readHoc(folder, { source: 'HoC', split }),
  },
  {
    name: 'MTS-Dialog',
    licence: ccBy4,
    splits: ['train', 'dev'],
    // Its test parts are not in the distribution that is read.
    measured: 'dev',
    labels: Object.values(noteSections),
    read: (folder, split) =>
      readFound(
        folder,
        'generation',
        `MTS-Dialog/MTS-Dialog-${split === 'train' ? 'Training' : 'Validation'}Set.csv`,
        (file) => readMtsDialog(file, { source: 'MTS-Dialog', split }),
      ),
  },
  {
    name: 'ACI-Bench',
    licence: ccBy4,
    splits: ['train', 'dev'],
    measured: 'dev',
    labels: [],
    read: (folder, split) =>
      readFound(folder, 'generation', `ACI-Bench/${split === 'train' ? 'train' : 'valid'}.csv`, (file) =>
        readAciBench(file, { source: 'ACI-Bench', split }),
      ),
  },
];
