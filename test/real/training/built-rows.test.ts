import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode } from '../../../server/src/cli/exit-code.js';
import { run } from '../../cli/terminals.js';
import { withFiles, type Files } from '../../corpora/folders.js';
import { starterPath } from '../../models/embedded/starter.js';
import { succeed } from '../program.js';
import { trainingPython } from './python.js';

/** Sentences of our own in the form of a corpus: `word/B` begins a disease. */
const people = ['She', 'He', 'The first patient', 'His mother', 'A neighbour'];
const findings = ['gout/B', 'chronic asthma/B', 'lung/B cancer/I', 'no fever/B', 'mild/B migraine/I'];
const times = ['last winter', 'as a child'];

const part = (...sentences: string[]): string =>
  sentences.map((sentence) => `${tagged(sentence)}\n`).join('\n');

const corpus: Files = {
  'ner/ner/NCBI-disease/train.tsv': part(
    ...people.flatMap((who) =>
      findings.flatMap((what) => times.map((when) => `${who} had ${what} ${when} .`)),
    ),
  ),
  'ner/ner/NCBI-disease/devel.tsv': part('The nurse saw measles/B .'),
  'ner/ner/NCBI-disease/test.tsv': part('The doctor did not find any scurvy/B .'),
};

describe('rows that `bionote instructions build` wrote', function () {
  this.timeout(1_200_000);

  it('are what tune.py learns from', () =>
    withFiles(corpus, async (folder) => {
      const [rows, out] = [join(folder, 'rows'), join(folder, 'run')];
      const words = ['--corpora', folder, '--only', 'NCBI-disease', '--splits', 'train,dev', '--out', rows];
      const built = await run(['instructions', 'build', ...words, '-q']);
      assert.equal(built.code, exitCode.done, built.stderr);
      const python = await trainingPython();
      const files = ['train', 'validation'].map((name) => join(rows, `${name}.jsonl`));
      await succeed(python, [
        ...['training/tune.py', '--base', starterPath, '--rows', ...files, '--out', out],
        ...'--fit cpu --threads 1 --steps 20 --batch 8 --rate 0.005 --dropout 0'.split(' '),
      ]);
      const told = JSON.parse(await readFile(join(out, 'run.json'), 'utf8')) as Record<string, unknown>;
      assert.deepEqual([told['rows'], told['steps']], [{ ner: 50 }, 20]);
      assert.ok(Number(told['last_loss']) < Number(told['first_loss']) / 2, JSON.stringify(told));
    }));
});

function tagged(sentence: string): string {
  return sentence
    .split(' ')
    .map((word) => word.split('/'))
    .map(([token = '', tag]) => `${token}\t${tag === undefined ? 'O' : `${tag}-Disease`}\n`)
    .join('');
}
