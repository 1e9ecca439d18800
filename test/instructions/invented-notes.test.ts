import assert from 'node:assert/strict';
import { join } from 'node:path';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { run } from '../cli/terminals.js';
import { built, rowsIn } from './built.js';

describe('rows of invented notes', () => {
  const text = 'She takes aspirin for a chronic headache.\nMedications: metformin 500 mg daily.\n';
  const notes = {
    'notes/1.txt': text,
    'notes/1.ann': [
      'T1\ttreatment 10 17\taspirin',
      'T2\tproblem 24 40\tchronic headache',
      'T3\ttreatment 55 64\tmetformin',
      'T4\tdosage 65 77\t500 mg daily',
      'A1\tAssertion T2 present',
      'R1\tTrAP Arg1:T1 Arg2:T2',
      '',
    ].join('\n'),
  };
  const where = (folder: string): string[] => ['--corpora', folder, '--notes', join(folder, 'notes')];

  it('are open, of entities, relations and medications, and hold where they are checked', () =>
    built(notes, [], async (_, folder) => {
      const out = join(folder, 'own');
      await run(['instructions', 'build', ...where(folder), '--out', out, '--only', 'BC5CDR']);
      const rows = (await rowsIn(join(out, 'train.jsonl'))).filter(({ source }) => source === 'notes');
      assert.deepEqual(
        new Set(rows.map(({ id, licence }) => `${id.split('#')[1]?.split(':')[0] ?? ''} ${licence}`)),
        new Set(['ner Apache-2.0', 'relation Apache-2.0', 'medications Apache-2.0']),
      );
      const { code, stdout } = await run(['instructions', 'check', out, ...where(folder)]);
      assert.match(stdout, /no fault/);
      assert.equal(code, exitCode.done);
    }));

  it('leave out the sentences of the notes that are measured on', () =>
    built(
      {
        ...notes,
        'test/1.txt': 'She takes aspirin for a chronic headache.\n',
        'test/1.ann': 'T1\ttreatment 10 17\taspirin\n',
      },
      [],
      async (_, folder) => {
        const out = join(folder, 'own.jsonl');
        const except = ['--except', join(folder, 'test')];
        await run(['instructions', 'build', ...where(folder), ...except, '--out', out]);
        const rows = (await rowsIn(out)).filter(({ source }) => source === 'notes');
        assert.ok(rows.length > 0 && rows.every(({ input }) => !input.includes('aspirin')));
      },
    ));
});
