import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { run } from '../cli/terminals.js';
import { withFiles, type Files } from '../corpora/folders.js';
import { build, built, files, iob, rowsIn, words } from './built.js';

describe('bionote instructions build', () => {
  it('writes rows with all their columns, and says what it made and left out', () =>
    built({}, ['--licence', 'all'], async ({ code, stdout }, folder) => {
      assert.equal(code, exitCode.done);
      const rows = await rowsIn(join(folder, 'rows', 'train.jsonl'));
      assert.deepEqual(Object.keys(rows[0] ?? {}), [
        'instruction',
        'input',
        'output',
        'task',
        'source',
        'split',
        'id',
        'licence',
      ]);
      assert.deepEqual(
        rows.filter(({ source }) => source === 'BC5CDR').map(({ id, licence }) => [id, licence]),
        [
          ['BC5CDR/train/1#ner:chemical', 'public-domain'],
          ['BC5CDR/train/1#ner:disease', 'public-domain'],
        ],
      );
      assert.match(stdout, /leaked BC5CDR: 2 \(BC5CDR\/train\/10#ner:chemical/);
      assert.match(stdout, /Missing: .*JNLPBA/);
    }));

  it('leaves out documents that a test part of another corpus has, by PMID', () =>
    built({}, ['--licence', 'all', '--only', 'BioRED'], async ({ stdout }, folder) => {
      const rows = await rowsIn(join(folder, 'rows', 'train.jsonl'));
      assert.ok(rows.length > 0 && rows.every(({ id }) => id.startsWith('BioRED/train/1002')));
      assert.match(stdout, /leaked BioRED: /);
    }));

  it('is the same for the same seed, byte by byte, and for another it is not', async () => {
    const builtWith = (seed: string): Promise<string> =>
      withFiles(files, async (folder) => {
        const out = join(folder, 'all.jsonl');
        await build(folder, out, '--licence', 'all', '--seed', seed);
        return readFile(out, 'utf8');
      });
    assert.equal(await builtWith('3'), await builtWith('3'));
    assert.notEqual(await builtWith('3'), await builtWith('4'));
  });

  it('BC2GM, task data without a standard licence, says so in its rows', () =>
    built(
      { 'ner/ner/BC2GM/train.tsv': iob(words('A sentence of its own stands in this part .')) },
      ['--only', 'BC2GM'],
      async (_, folder) => {
        const rows = await rowsIn(join(folder, 'rows', 'train.jsonl'));
        assert.deepEqual(
          rows.map(({ licence }) => licence),
          ['public-task-data'],
        );
      },
    ));

  it('open takes only corpora whose weights may be shipped', () =>
    built({}, [], async (_, folder) => {
      const rows = await rowsIn(join(folder, 'rows', 'train.jsonl'));
      assert.deepEqual(new Set(rows.map(({ source }) => source)), new Set(['BC5CDR', 'MedQuAD']));
    }));

  it('writes each split into the file that datasets looks for', () =>
    built({}, ['--licence', 'all', '--splits', 'train,dev'], async (_, folder) => {
      assert.deepEqual((await readdir(join(folder, 'rows'))).sort(), ['train.jsonl', 'validation.jsonl']);
      const [row] = await rowsIn(join(folder, 'rows', 'validation.jsonl'));
      assert.deepEqual([row?.source, row?.split, row?.output], ['HealthVer', 'dev', 'Entailment']);
    }));

  it('a limit holds for each split of each corpus', () =>
    built({}, ['--licence', 'all', '--limit', '1'], async (_, folder) => {
      const rows = await rowsIn(join(folder, 'rows', 'train.jsonl'));
      assert.deepEqual(
        rows.map(({ source }) => source),
        ['BC5CDR', 'BioRED', 'MedQuAD'],
      );
    }));

  const broken: Files = { 'ner/ner/NCBI-disease/train.tsv': 'Gout\tB-Disease\n\nGout\tB-Nonsense\n\n' };
  it('a broken piece is named with its line and skipped', () =>
    built(broken, [], async ({ code, stdout }, folder) => {
      assert.equal(code, exitCode.done);
      assert.match(stdout, /unknown-label NCBI-disease: 1 \(ner\/NCBI-disease\/train\.tsv:3\)/);
      const rows = await rowsIn(join(folder, 'rows', 'train.jsonl'));
      assert.equal(rows.filter(({ source }) => source === 'NCBI-disease').length, 1);
    }));

  it('or ends the work, as asked, and then leaves no file', () =>
    built(broken, ['--on-error', 'stop'], async ({ code, stderr }, folder) => {
      assert.equal(code, exitCode.usage);
      assert.match(stderr, /ner\/NCBI-disease\/train\.tsv:3: a tag that the corpus does not have/);
      assert.deepEqual(await readdir(join(folder, 'rows')), []);
    }));

  it('an interrupted build leaves no file', () =>
    withFiles(files, async (folder) => {
      const signal = AbortSignal.abort(new Error('stop'));
      const out = join(folder, 'rows');
      const { code } = await run(['instructions', 'build', '--corpora', folder, '-o', out], { signal });
      assert.notEqual(code, exitCode.done);
      assert.deepEqual(await readdir(out).catch(() => []), []);
    }));

  for (const [what, options, message] of [
    ['an unknown corpus', ['--only', 'MIMIC'], /no corpus “MIMIC”/],
    ['an unknown split', ['--splits', 'exam'], /no split “exam”/],
    ['corrections among open rows', ['--corrections', '.'], /private/],
    ['a share beyond 1', ['--empty-share', '3'], /from 0 to 1/],
  ] as const) {
    it(`refuses ${what}`, () =>
      built({}, options, async ({ code, stderr }) => {
        assert.equal(code, exitCode.usage);
        assert.match(stderr, message);
        await Promise.resolve();
      }));
  }

  it('a folder without corpora is named', () =>
    withFiles({ 'x.txt': '' }, async (folder) => {
      const { code, stderr } = await run([
        'instructions',
        'build',
        '--corpora',
        folder,
        '-o',
        join(folder, 'o'),
      ]);
      assert.equal(code, exitCode.usage);
      assert.match(stderr, /no corpus/);
    }));
});
