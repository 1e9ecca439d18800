import assert from 'node:assert/strict';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode } from '../../../server/src/cli/exit-code.js';
import { run } from '../../cli/terminals.js';
import { withFiles } from '../../corpora/folders.js';
import { starterPath } from '../../models/embedded/starter.js';
import { runProgram, succeed } from '../program.js';
import { trainingPython } from './python.js';
import { smallCorpus } from './small-corpus.js';

const study = {
  dialect: 'medtuned',
  wrapper: 'evaluation',
  tuning: { epochs: 1, batch: 4, rate: 0.002, dropout: 0 },
  parts: { some: { 'ner NCBI-disease': 6 }, more: { 'ner NCBI-disease': 8 } },
  repeats: { some: 2 },
  compositions: { all: ['some', 'more'], 'all but more': ['some'] },
  sets: { 'NCBI-disease': 1 },
};

describe('a study of compositions', function () {
  this.timeout(1_200_000);

  it('tunes on each, measures each with the product, and goes on where it was', () =>
    withFiles(smallCorpus, async (folder) => {
      const [rows, out, file] = [join(folder, 'rows'), join(folder, 'out'), join(folder, 'study.json')];
      const words = ['--corpora', folder, '--only', 'NCBI-disease', '--splits', 'train', '--out', rows];
      const built = await run(['instructions', 'build', ...words, '-q']);
      assert.equal(built.code, exitCode.done, built.stderr);
      await writeFile(file, JSON.stringify(study));
      const python = await trainingPython();
      await succeed('node', ['esbuild.mjs']);
      const given = ['--base', starterPath, '--rows', join(rows, 'train.jsonl'), '--corpora', folder];
      const compose = ['training/compose.py', file, ...given, '--out', out, '--threads', '1'];

      await succeed(python, [...compose, '--only', 'base', 'all but more']);
      const first = await times(out);
      const said = await succeed(python, compose);

      const lines = said.split('\n').filter((line) => line.startsWith('|'));
      const cells = lines.slice(2).map((line) => line.split('|').map((cell) => cell.trim()));
      assert.deepEqual(
        cells.map(([, name, number]) => [name, number]),
        [
          ['base', ''],
          ['all', '14'],
          ['all but more', '6'],
        ],
      );
      for (const [, , , , score] of cells)
        assert.match(score!, /^[01]?\.\d{3} \([01]?\.\d{3}–[01]?\.\d{3}\)$/);
      const learnt = await readFile(join(out, 'all-but-more', 'rows.jsonl'), 'utf8');
      const outputs = learnt.split('\n').filter(Boolean);
      assert.deepEqual([outputs.length, new Set(outputs).size], [12, 6]);
      const second = await times(out);
      for (const [path, time] of first) assert.equal(second.get(path), time, path);
    }));

  it('says what is wrong with one', () =>
    withFiles(
      { 'study.json': JSON.stringify({ ...study, compositions: { all: ['none'] } }) },
      async (folder) => {
        const given = ['--base', 'a', '--rows', 'b', '--corpora', 'c', '--out', folder];
        const refused = await runProgram(await trainingPython(), [
          ...['training/compose.py', join(folder, 'study.json')],
          ...given,
        ]);
        assert.equal(refused.code, 1);
        assert.match(refused.said, /the composition all names none, which is no part/);
      },
    ));
});

/** When the models and reports under a folder were written. */
async function times(folder: string): Promise<Map<string, number>> {
  const paths = await readdir(folder, { recursive: true });
  const kept = paths.filter((path) => /merged\.gguf$|NCBI-disease\.json$/.test(path));
  return new Map(
    await Promise.all(
      kept.map(async (path) => [path, (await stat(join(folder, path))).mtimeMs] as [string, number]),
    ),
  );
}
