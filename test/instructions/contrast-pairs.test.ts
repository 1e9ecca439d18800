import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode } from '../../server/src/cli/exit-code.js';
import type { InstructionRow } from '../../server/src/instructions/row.js';
import { run, type Outcome } from '../cli/terminals.js';
import { withFiles } from '../corpora/folders.js';

const line = (id: string, premise: string, hypothesis: string, label: string): string =>
  `${JSON.stringify({ id, premise, hypothesis, label, group: 'negation' })}\n`;

const files = {
  'pairs.jsonl':
    line('a', 'No fever was seen.', 'The patient had fever.', 'contradiction') +
    line('b', 'No fever was seen.', 'There was no fever.', 'entailment') +
    line('c', 'No fever was seen.', 'The patient slept.', 'maybe'),
  'qa/qa/MedQuAD/1_X/1.xml':
    '<Document id="1"><QAPairs><QAPair><Question qid="1-1">What is it?</Question><Answer>A thing.</Answer></QAPair></QAPairs></Document>',
};

function built(
  options: readonly string[],
  work: (outcome: Outcome, folder: string) => Promise<void>,
): Promise<void> {
  return withFiles(files, async (folder) => {
    const where = ['--corpora', folder, '--out', join(folder, 'rows.jsonl')];
    const pairs = ['--pairs', join(folder, 'pairs.jsonl')];
    await work(await run(['instructions', 'build', ...where, ...pairs, ...options]), folder);
  });
}

async function rowsIn(folder: string): Promise<InstructionRow[]> {
  const text = await readFile(join(folder, 'rows.jsonl'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((each) => JSON.parse(each) as InstructionRow);
}

describe('sentence pairs of a file as rows', () => {
  it('become rows of inference beside those of the corpora; a broken line is named', () =>
    built(['--licence', 'all'], async ({ code, stdout }, folder) => {
      assert.equal(code, exitCode.done);
      assert.match(stdout, /pair contrast-pairs: 1 \(pairs\.jsonl:3\)/);
      const rows = await rowsIn(folder);
      assert.equal(rows[0]?.source, 'MedQuAD');
      assert.deepEqual(
        rows.slice(1).map(({ id, task, input, output, licence }) => [id, task, input, output, licence]),
        [
          [
            'contrast-pairs/train/a#nli',
            'nli',
            'Sentence 1: No fever was seen.\nSentence 2: The patient had fever.',
            'Contradiction',
            'private',
          ],
          [
            'contrast-pairs/train/b#nli',
            'nli',
            'Sentence 1: No fever was seen.\nSentence 2: There was no fever.',
            'Entailment',
            'private',
          ],
        ],
      );
    }));

  it('a line in another encoding is named, and its characters go into no row', () =>
    withFiles(
      {
        'pairs.jsonl': Buffer.concat([
          Buffer.from(line('é', 'Ménière was seen.', 'He had Ménière.', 'entailment')),
          Buffer.from(line('l', 'Ménière was seen.', 'He had Ménière.', 'entailment'), 'latin1'),
        ]),
      },
      async (folder) => {
        const pairs = [
          '--pairs',
          join(folder, 'pairs.jsonl'),
          '--only',
          'contrast-pairs',
          '--licence',
          'all',
        ];
        const where = ['--corpora', folder, '--out', join(folder, 'rows.jsonl')];
        const { stdout } = await run(['instructions', 'build', ...where, ...pairs]);
        assert.match(stdout, /encoding contrast-pairs: 1 \(pairs\.jsonl:2\)/);
        assert.deepEqual(
          (await rowsIn(folder)).map(({ id }) => id),
          ['contrast-pairs/train/é#nli'],
        );
      },
    ));

  it('are private, so open rows have none', () =>
    built(['--licence', 'open'], async ({ code, stderr }) => {
      assert.equal(code, exitCode.usage);
      assert.match(stderr, /private/);
      await Promise.resolve();
    }));

  it('a file that is not there is named', () =>
    built(['--licence', 'all', '--pairs', '/nonexistent/pairs.jsonl'], async ({ code, stderr }) => {
      assert.equal(code, exitCode.usage);
      assert.match(stderr, /nonexistent.*pairs\.jsonl/);
      await Promise.resolve();
    }));

  it('are held against their file by check, in the product’s wordings too', () =>
    built(['--licence', 'all', '--only', 'contrast-pairs', '--wordings', 'product'], async (_, folder) => {
      const check = (): Promise<Outcome> =>
        run([
          ...['instructions', 'check', join(folder, 'rows.jsonl'), '--corpora', folder],
          ...['--licence', 'all', '--pairs', join(folder, 'pairs.jsonl')],
        ]);
      const sound = await check();
      assert.equal(sound.stdout, '2 rows, no fault.\n');
      assert.equal(sound.code, exitCode.done);
      const rows = (await rowsIn(folder)).map((row) => ({ ...row, output: 'Neutral' }));
      await writeFile(join(folder, 'rows.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      const changed = await check();
      assert.equal(changed.code, exitCode.failed);
      assert.match(changed.stdout, /not-its-gold: 2 \(contrast-pairs\/train\/a#nli/);
    }));
});
