import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode } from '../../server/src/cli/exit-code.js';
import type { InstructionRow } from '../../server/src/instructions/row.js';
import { run, type Outcome } from '../cli/terminals.js';
import { built, rowsIn } from './built.js';

describe('bionote instructions check', () => {
  const check = (folder: string, options: readonly string[] = ['--licence', 'all']): Promise<Outcome> =>
    run(['instructions', 'check', join(folder, 'rows'), '--corpora', folder, ...options]);
  /** Changes the rows of a build before they are checked. */
  const changed = (change: (rows: InstructionRow[]) => object[], expected: RegExp): Promise<void> =>
    built({}, ['--licence', 'all'], async (_, folder) => {
      const path = join(folder, 'rows', 'train.jsonl');
      const lines = change(await rowsIn(path)).map((row) => `${JSON.stringify(row)}\n`);
      await writeFile(path, lines.join(''));
      const { code, stdout } = await check(folder);
      assert.equal(code, exitCode.failed);
      assert.match(stdout, expected);
    });

  for (const format of ['medtuned', 'json']) {
    it(`finds no fault in what build made, in ${format}`, () =>
      built({}, ['--licence', 'all', '--splits', 'train,dev,test', '--format', format], async (_, folder) => {
        const { code, stdout } = await check(folder);
        assert.match(stdout, /^\d+ rows, no fault\.\n$/);
        assert.equal(code, exitCode.done);
      }));
  }

  it('a row that its reader does not read', () =>
    changed(
      (rows) => rows.map((row, i) => (i === 0 ? { ...row, output: row.output.replace(' : ', ' = ') } : row)),
      /unread: 1 \(BC5CDR\/train\/1#ner:chemical\)/,
    ));

  it('a row whose gold is not that of its corpus', () =>
    changed(
      (rows) => rows.map((row, i) => (i === 0 ? { ...row, output: row.output.replace(': B', ': O') } : row)),
      /not-its-gold: 1 \(BC5CDR\/train\/1#ner:chemical\)/,
    ));

  it('a training row with a sentence of a test part', () =>
    changed((rows) => {
      const input = 'The same sentence stands in a training part and in a test part .';
      const output = input.split(' ').map((word) => `${word} : O`);
      const [row] = rows;
      return [...rows, { ...row, id: 'BC5CDR/train/10#ner:chemical', input, output: output.join('\n') }];
    }, /leaked: \d \(BC5CDR\/train\/10#ner:chemical/));

  it('a training row of a document that is in a test part, also where its markers hide the sentence', () =>
    changed(
      (rows) =>
        rows.map((row) => (row.source === 'BioRED' ? { ...row, id: row.id.replace('/1002', '/1001') } : row)),
      /leaked: \d+ \(BioRED\/train\/1001/,
    ));

  it('a row that no record of its corpus makes, an id that is there twice, a source that is unknown, no row', () =>
    changed(
      (rows) => [
        ...rows,
        rows[0]!,
        { ...rows[0], id: 'BC5CDR/train/99#ner:chemical' },
        { ...rows[0], source: 'X' },
        {},
      ],
      /id-twice: 1[^]*not-a-row: 1[^]*not-of-its-corpus: 1 \(BC5CDR\/train\/99[^]*unknown-source: 1/,
    ));

  it('rows of other licences than open', () =>
    built({}, ['--licence', 'all'], async (_, folder) => {
      const { code, stdout } = await check(folder, []);
      assert.equal(code, exitCode.failed);
      assert.match(stdout, /licence-not-open: \d+ \(BioRED/);
      assert.doesNotMatch(stdout, /bleeding/);
    }));
});
