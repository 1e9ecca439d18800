import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode } from '../../../server/src/cli/exit-code.js';
import { run } from '../../cli/terminals.js';
import { withFiles } from '../../corpora/folders.js';
import { starterPath } from '../../models/embedded/starter.js';
import { succeed } from '../program.js';
import { trainingPython } from './python.js';
import { smallCorpus } from './small-corpus.js';

describe('rows that `bionote instructions build` wrote', function () {
  this.timeout(1_200_000);

  it('are what tune.py learns from', () =>
    withFiles(smallCorpus, async (folder) => {
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
