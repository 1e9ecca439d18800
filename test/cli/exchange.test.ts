import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { standoffOf } from '../../server/src/formats/brat-document.js';
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
    assert.match(other.stderr, /differs from the text of the annotations/);
    assert.equal(other.code, exitCode.usage);
  });
});
