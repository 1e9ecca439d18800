import { linkedTypes, sameThing } from '../../corpora/chains.js';
import { pubmedQaLabels } from '../../corpora/pubmedqa.js';
import { shippedNotes } from '../../corpora/shipped-notes.js';
import { hallmarksOfCancer } from '../../corpora/hallmarks.js';
import type { DataSet, Task } from './data-set.js';

function writtenSet(
  name: string,
  split: DataSet['split'],
  task: Task,
  ...remarks: readonly string[]
): DataSet {
  const [corpus = name] = name.split('/');
  return { name, corpus, split, task, remarks };
}

const fromPassages =
  'Asked as `bionote ask` asks: from the passages of the text alone, with "not stated" as one more answer, which is ' +
  'never right here.';
const ofKnowledge =
  'The questions ask for knowledge that their text does not hold, which BioNote tells a model not to add: the figure ' +
  'says what becomes of that, not what the model knows.';
const written =
  'ROUGE as the Python package rouge-score computes it, without stemming; the mean over the records. A sentence is ' +
  'supported where the inference of the same model says that its turns entail it.';
const invented = 'The invented notes that come with BioNote, development part.';

/** The data sets of what a model writes about a text: answers, notes, links, medications, and what they cite. */
export const writtenSets: readonly DataSet[] = [
  writtenSet('PubMedQA/question', 'test', { kind: 'questions', choices: pubmedQaLabels }, fromPassages),
  writtenSet('MedQA', 'test', { kind: 'questions', choices: [] }, fromPassages, ofKnowledge),
  writtenSet('MedMCQA', 'dev', { kind: 'questions', choices: [] }, fromPassages, ofKnowledge),
  writtenSet('MTS-Dialog', 'dev', { kind: 'writing', titles: false }, written),
  writtenSet('ACI-Bench', 'dev', { kind: 'writing', titles: true }, written),
  writtenSet(
    'MACCROBAT2020/coreference',
    'test',
    {
      kind: 'coreference',
      relation: sameThing,
      types: linkedTypes,
    },
    'Gold mentions of seven types are given; chains of two or more count. The relation IDENTICAL joins the gold chains.',
    'Linked within windows of the size that the product reads at once.',
  ),
  writtenSet(
    'HoC',
    'test',
    { kind: 'classification', labels: hallmarksOfCancer },
    'Each of the ten hallmarks is asked about alone, as `bionote classify` asks. An abstract has every hallmark that one ' +
      'of its sentences has in the corpus; the parts are those of BLURB.',
    'The mean of precision and recall of each document, by which BLUE scores this corpus, is another figure.',
  ),
  writtenSet(
    `${shippedNotes}/medications`,
    'dev',
    { kind: 'medications' },
    invented,
    'Each drug counts once with each status that the note gives it, under any name that the note has for it.',
  ),
  writtenSet(
    `${shippedNotes}/citations`,
    'dev',
    { kind: 'citations', way: 'check' },
    invented,
    'The sentences that `bionote check` names for and against a statement, beside those that hold the annotated words. ' +
      'Another sentence may be as good, so precision is a lower bound; whatever is cited for a neutral statement is wrong.',
  ),
  writtenSet(
    `${shippedNotes}/citations-asked`,
    'dev',
    { kind: 'citations', way: 'ask' },
    invented,
    'The sentences behind the answer to "Is this true …?"; with an encoder alone, the five that are nearest in meaning.',
  ),
];
