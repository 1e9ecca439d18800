import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { schemaCheck } from '../formats/schemas.js';
import { run } from './terminals.js';

const text = 'Aspirin for fever.\nNo cough.\n';

describe('bionote compare', () => {
  let folder = '';
  const file = (name: string): string => join(folder, name);
  const write = async (name: string, content: string): Promise<void> => {
    await mkdir(dirname(file(name)), { recursive: true });
    await writeFile(file(name), content);
  };
  const compare = (...args: readonly string[]) =>
    run(['compare', file('anna'), file('bert'), '--texts', file('texts'), ...args]);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    await write('texts/ward/a.note', text);
    await write('texts/b.txt', 'Fever.\n');
    await write(
      'anna/ward/a.ann',
      'T1\ttreatment 0 7\tAspirin\nT2\tproblem 12 17\tfever\nT3\tproblem 22 27\tcough\n' +
        'A1\tAssertion T3 absent\nA2\tAssertion T2 present\nR1\tTrAP Arg1:T1 Arg2:T2\n',
    );
    await write(
      'bert/ward/a.ann',
      'T1\ttreatment 0 7\tAspirin\nT2\tproblem 12 17\tfever\nT3\tproblem 19 27\tNo cough\n' +
        'A2\tAssertion T2 possible\n',
    );
    await write('anna/b.ann', 'T1\tproblem 0 5\tFever\n');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('says how far two annotators agree, and lists each disagreement with its line', async () => {
    const { code, stdout, stderr } = await compare();
    assert.equal(code, exitCode.done);
    assert.match(stdout, /anna and bert, notes: 1/);
    assert.match(stdout, /entities +0\.667 +1\.000 +3 +3/);
    assert.match(stdout, /relations +0\.000 +0\.000 +1 +0/);
    assert.match(stdout, /Disagreements: 3/);
    assert.match(stdout, /ward\/a:2:1 +another extent +problem: cough \(absent\) +problem: No cough/);
    assert.match(stderr, /only in anna, so not compared: 1/);
  });

  it('gives the same as JSON by its schema, and the disagreements as a table', async () => {
    const { stdout } = await compare('-f', 'json');
    const check = await schemaCheck('bionote-agreement');
    const found = JSON.parse(stdout) as { pairs: [{ disagreements: { kind: string; line: number }[] }] };
    assert.equal(check(found), '');
    assert.deepEqual(
      found.pairs[0].disagreements.map(({ kind, line }) => [kind, line]),
      [
        ['relation', 1],
        ['assertion', 1],
        ['extent', 2],
      ],
    );
    const table = await compare('-f', 'csv');
    assert.match(table.stdout, /anna,bert,ward\/a,1,assertion,problem,fever,present,problem,fever,possible/);
  });

  it('takes the text from a folder of annotations, and gives the mean of more than two', async () => {
    await write('carl/ward/a.ann', 'T1\ttreatment 0 7\tAspirin\n');
    await write('carl/ward/a.txt', text);
    const { code, stdout } = await run([
      'compare',
      file('anna'),
      file('bert'),
      file('carl'),
      '--texts',
      file('texts'),
    ]);
    assert.equal(code, exitCode.done);
    assert.match(stdout, /Mean of 3 pairs: entities 0\.\d{3} exact/);
    const own = await run(['compare', file('bert'), file('carl')]);
    assert.equal(own.code, exitCode.done);
  });

  it('names lines that cannot be used, and goes on', async () => {
    await write('bert/ward/a.ann', 'T1\ttreatment 0 7\tAspirin\nT2\tproblem 900 905\tfever\n');
    const { code, stdout, stderr } = await compare();
    assert.equal(code, exitCode.partial);
    assert.match(stderr, /a\.ann:2: an entity beyond the end of the text/);
    assert.match(stdout, /anna and bert/);
  });

  for (const [what, args, message] of [
    ['one folder', ['anna'], /two or more folders/],
    ['a folder that is not there', ['anna', 'dora'], /dora is not a folder/],
    ['a folder without annotations', ['anna', 'texts'], /texts contains no annotations/],
    ['annotations without a text', ['anna', 'bert'], /has no text in any of the folders/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { code, stderr } = await run(['compare', ...args.map(file)]);
      assert.equal(code, exitCode.usage);
      assert.match(stderr, message);
    });
  }

  it('refuses annotators without a common note', async () => {
    await write('dora/b.ann', 'T1\tproblem 0 5\tFever\n');
    const { code, stderr } = await run(['compare', file('bert'), file('dora'), '--texts', file('texts')]);
    assert.equal(code, exitCode.usage);
    assert.match(stderr, /bert and dora have no note in common/);
  });
});
