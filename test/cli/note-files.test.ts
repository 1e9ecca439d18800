import assert from 'node:assert/strict';
import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { UsageError } from '../../server/src/cli/failure.js';
import { noteFilesIn } from '../../server/src/cli/note-files.js';
import { WrittenFiles } from '../../server/src/cli/written-files.js';

describe('the notes that arguments name', () => {
  let folder = '';
  const file = (...names: string[]): string => join(folder, ...names);
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    await mkdir(file('n', 'deep', 'er'), { recursive: true });
    await mkdir(file('n', '.hidden'));
    await mkdir(file('empty'));
    const names = [
      'b.txt',
      'a.note',
      'c.MD',
      'x.ann',
      'deep/d.cnote',
      'deep/er/e.txt',
      '.hidden/f.txt',
      '[1].txt',
    ];
    for (const name of names) await writeFile(file('n', name), 'Fever.');
    await symlink(file('n'), file('n', 'deep', 'loop'));
  });
  after(() => rm(folder, { recursive: true }));

  async function places(...names: string[]): Promise<string[]> {
    return (await noteFilesIn(names)).map(({ place }) => place);
  }

  it('are those of a folder and its subfolders, in order', async () => {
    assert.deepEqual(await places(file('n')), ['[1]', 'a', 'b', 'c', 'deep/d', 'deep/er/e']);
    const [first] = await noteFilesIn([file('n', 'deep')]);
    assert.deepEqual(first, { path: file('n', 'deep', 'd.cnote'), place: 'd' });
  });

  it('have a place in the folder of results, also where a pattern goes up behind a wildcard', async () => {
    const found = await places(`${file('n', 'deep', '*')}/../../*.txt`);
    assert.deepEqual(found, ['[1]', 'b']);
  });

  it('are what a pattern matches, below its fixed part', async () => {
    assert.deepEqual(await places(file('n', '**', '*.txt')), ['[1]', 'b', 'deep/er/e']);
    assert.deepEqual(await places(file('n', '*', '*.cnote')), ['deep/d']);
    assert.deepEqual(await places(file('n', '{a,b}.*')), ['a', 'b']);
  });

  it('are read once, however often and however they are named', async () => {
    const a = file('n', 'a.note');
    await symlink(a, file('linked.txt'));
    await symlink(file('n'), file('also'));
    const spelled = [
      a,
      `${file('n', 'deep')}/../a.note`,
      relative('.', a),
      file('linked.txt'),
      file('also', 'a.note'),
    ];
    assert.deepEqual(await noteFilesIn(spelled), [{ path: a, place: 'a' }]);
    // The first name gives the place.
    assert.deepEqual(await places(file('n', 'deep', 'd.cnote'), file('n'), file('n', '**', '*.txt')), [
      'd',
      '[1]',
      'a',
      'b',
      'c',
      'deep/er/e',
    ]);
    const missing = file('none.txt');
    assert.deepEqual(await places(missing, `${file('n')}/../none.txt`, '-', '-'), ['none', 'stdin']);
  });

  it('are two where two files have the same content, also on disk', async () => {
    await link(file('n', 'b.txt'), file('twin.txt'));
    assert.deepEqual(await places(file('n', 'b.txt'), file('twin.txt')), ['b', 'twin']);
  });

  it('are files as they are named, whether they are there or not', async () => {
    const names = ['-', file('n', '[1].txt'), file('n', 'x.ann'), file('none.txt')];
    assert.deepEqual(
      (await noteFilesIn(names)).map(({ path }) => path),
      names,
    );
    assert.deepEqual(await places(...names), ['stdin', '[1]', 'x', 'none']);
  });

  it('are not what BioNote wrote', async () => {
    const written = await WrittenFiles.in(file('n'));
    await written.add('b.txt', 'Fever.');
    assert.deepEqual(await places(file('n', '*.{txt,note}')), ['[1]', 'a']);
    assert.deepEqual(await places(file('n', 'b.txt')), ['b'], 'unless they are named');
  });

  it('are missed where there are none', async () => {
    await assert.rejects(noteFilesIn([file('empty')]), (error) => {
      assert.ok(error instanceof UsageError);
      assert.match(error.message, /empty contains no notes \(\.note, \.cnote, \.txt, \.md\)/);
      return true;
    });
    await assert.rejects(noteFilesIn([file('n', '*.pdf')]), /No file matches .*\*\.pdf/);
  });
});
