import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { standoffOf } from '../../server/src/formats/brat-document.js';
import { fileName } from '../../server/src/formats/file-names.js';
import { hardDocument, hardText } from '../formats/documents.js';
import { run } from './terminals.js';

describe('handing annotations on, on the command line', () => {
  let folder = '';
  const file = (name: string): string => join(folder, name);
  const read = (name: string): Promise<string> => readFile(file(name), 'utf8');

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    await mkdir(file('notes'));
    await mkdir(file('back'));
    await writeFile(file('notes/a.txt'), hardText);
    await writeFile(file('notes/a.ann'), standoffOf(hardDocument));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('exports standoff, says what is lost, and imports it again without replacing anything', async () => {
    const lines = await run(['export', 'jsonl', file('notes'), '-o', file('out')]);
    assert.deepEqual([lines.code, lines.stderr], [exitCode.done, '']);
    const conll = await run(['export', 'conll', file('notes'), '-o', file('out')]);
    assert.match(conll.stderr, /conll cannot carry: discontinuous entities \(1\)/);
    assert.match(await read('out/a.conll'), /chest\tB-problem/);

    const back = await run(['import', file('out/annotations.jsonl'), '-o', file('back')]);
    assert.deepEqual([back.code, back.stderr], [exitCode.done, '']);
    assert.equal(await read('back/a.txt'), hardText);
    assert.equal(await read('back/a.ann'), await read('notes/a.ann'));

    await writeFile(file('back/a.ann'), 'mine\n');
    const again = await run(['import', file('out/annotations.jsonl'), '-o', file('back')]);
    assert.equal(again.code, exitCode.usage);
    assert.match(again.stderr, /a\.ann already exists/);
    assert.equal(await read('back/a.ann'), 'mine\n');
  });

  it('names a note without annotations, and keeps files of somebody else', async () => {
    await writeFile(file('notes/b.txt'), 'No annotations.');
    await mkdir(file('out'));
    const some = await run(['export', 'csv', file('notes'), '-o', file('out')]);
    assert.equal(some.code, exitCode.usage);
    assert.match(some.stderr, /b\.txt has no annotations/);
    assert.match(await read('out/entities.csv'), /chest pain/);
    await writeFile(file('out/entities.csv'), 'mine\n');
    const kept = await run(['export', 'csv', file('notes/a.txt'), '-o', file('out')]);
    assert.equal(kept.code, exitCode.usage);
    assert.equal(await read('out/entities.csv'), 'mine\n');
  });

  it('an id cannot lead out of the folder, and another text takes no annotations', async () => {
    await run(['export', 'jsonl', file('notes'), '-o', file('out')]);
    const line = JSON.parse(await read('out/annotations.jsonl')) as object;
    await writeFile(file('x.jsonl'), `${JSON.stringify({ ...line, id: '../../x' })}\n`);
    assert.equal((await run(['import', file('x.jsonl'), '-o', file('back')])).code, exitCode.done);
    assert.equal(await read('back/__.._x.txt'), hardText);
    await writeFile(file('back/a.txt'), 'Another text.');
    const other = await run(['import', file('out/annotations.jsonl'), '-o', file('back')]);
    assert.match(other.stderr, /another text.* Import them into another folder/);
    assert.equal(other.code, exitCode.usage);
  });

  it('ids that are no names of files everywhere get others, each its own, and are named', async () => {
    await run(['export', 'jsonl', file('notes'), '-o', file('out')]);
    const line = JSON.parse(await read('out/annotations.jsonl')) as object;
    const long = `${'x'.repeat(200)}${'y'.repeat(100)}`;
    const ids = ['CON', 'con', 'LPT1.a', 'ends.', 'ends ', 'a/b', 'a:b', long, 'plain one'];
    const lines = ids.map((id, index) => JSON.stringify({ ...line, id, text: `${hardText} ${index}` }));
    await writeFile(file('x.jsonl'), `${lines.join('\n')}\n`);
    const { code, stderr } = await run(['import', file('x.jsonl'), '-o', file('new/folder')]);
    assert.equal(code, exitCode.done);
    const names = [
      '_CON',
      '_con-2',
      '_LPT1.a',
      'ends_',
      'ends_-2',
      'a_b',
      'a_b-2',
      fileName(long),
      'plain one',
    ];
    for (const [index, name] of names.entries()) {
      assert.equal(await read(`new/folder/${name}.txt`), `${hardText} ${index}`);
      assert.notEqual(await read(`new/folder/${name}.ann`), '');
      if (name === 'plain one') assert.doesNotMatch(stderr, /plain one/);
      else assert.ok(stderr.includes(`the note is called ${name.length > 80 ? 'xxx' : name}`), stderr);
    }
  });

  it('says what helps where a note cannot be written, and leaves no half of one', async function () {
    if (process.platform !== 'linux') this.skip();
    await run(['export', 'jsonl', file('notes'), '-o', file('out')]);
    const deep = join(folder, ...Array.from({ length: 25 }, () => 'd'.repeat(200)));
    const tooLong = await run(['import', file('out/annotations.jsonl'), '-o', deep]);
    assert.match(tooLong.stderr, /its path is too long\. Choose a folder nearer the top with --output/);
    const line = JSON.parse(await read('out/annotations.jsonl')) as object;
    await writeFile(
      file('x.jsonl'),
      `${JSON.stringify({ ...line, text: `${hardText}${'x'.repeat(9000)}` })}\n`,
    );
    const main = join(import.meta.dirname, '../../server/src/cli/main.ts');
    const words = ['--import', 'tsx', main, 'import', file('x.jsonl'), '-o', file('back')];
    // A limit on the size of files ends a write in the middle, as a full disk does.
    const limited = `trap '' XFSZ; ulimit -f 4; exec "$@"`;
    const cut = promisify(execFile)('bash', ['-c', limited, 'bash', process.execPath, ...words]);
    await assert.rejects(cut, /a\.txt cannot be written \(EFBIG\)/);
    assert.deepEqual(await readdir(file('back')), []);
  });
});
