import type { Files } from '../../corpora/folders.js';

/** Sentences of our own in the form of a corpus: `word/B` begins a disease. */
const people = ['She', 'He', 'The first patient', 'His mother', 'A neighbour'];
const findings = ['gout/B', 'chronic asthma/B', 'lung/B cancer/I', 'no fever/B', 'mild/B migraine/I'];
const times = ['last winter', 'as a child'];

const part = (...sentences: string[]): string =>
  sentences.map((sentence) => `${tagged(sentence)}\n`).join('\n');

/** NCBI-disease in small: 50 sentences to learn from, one of the development part, one of the test part. */
export const smallCorpus: Files = {
  'ner/ner/NCBI-disease/train.tsv': part(
    ...people.flatMap((who) =>
      findings.flatMap((what) => times.map((when) => `${who} had ${what} ${when} .`)),
    ),
  ),
  'ner/ner/NCBI-disease/devel.tsv': part('The nurse saw measles/B .'),
  'ner/ner/NCBI-disease/test.tsv': part('The doctor did not find any scurvy/B .'),
};

function tagged(sentence: string): string {
  return sentence
    .split(' ')
    .map((word) => word.split('/'))
    .map(([token = '', tag]) => `${token}\t${tag === undefined ? 'O' : `${tag}-Disease`}\n`)
    .join('');
}
