import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { FileDraft, replaceFile } from '../../server/src/files/replaced-file.js';

describe('a file that is replaced', () => {
  let folder = '';
  let path = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    path = join(folder, 'a.txt');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function modeOf(file: string): Promise<number> {
    return (await stat(file)).mode & 0o777;
  }

  it('keeps its permissions, also those that new files do not get; a new one has what was asked for', async function () {
    if (process.platform === 'win32') this.skip();
    await replaceFile(path, 'one', { mode: 0o600 });
    assert.equal(await modeOf(path), 0o600);
    await chmod(path, 0o666);
    await replaceFile(path, 'two', { mode: 0o600 });
    assert.equal(await modeOf(path), 0o666);
    assert.equal(await readFile(path, 'utf8'), 'two');
    assert.deepEqual(await readdir(folder), ['a.txt']);
  });

  it('is written where a link leads', async () => {
    const link = join(folder, 'link.txt');
    await writeFile(path, 'one');
    await symlink(path, link);
    await replaceFile(link, 'two');
    assert.equal(await readFile(path, 'utf8'), 'two');
    await rm(path);
    assert.deepEqual(await readdir(folder), ['link.txt'], 'the link is still one');
  });

  it('is what it was until the draft is kept, and after one that is dropped', async () => {
    await writeFile(path, 'one');
    const [kept, dropped] = [await FileDraft.begin(path), await FileDraft.begin(path)];
    // More than is gathered.
    await kept.write('x'.repeat(100_000));
    await dropped.write('y'.repeat(100_000));
    await kept.write('z');
    assert.equal(await readFile(path, 'utf8'), 'one');
    await dropped.drop();
    assert.equal(await readFile(path, 'utf8'), 'one');
    await kept.keep();
    assert.equal(await readFile(path, 'utf8'), `${'x'.repeat(100_000)}z`);
    assert.deepEqual(await readdir(folder), ['a.txt']);
  });

  it('leaves nothing where it cannot take its place', async () => {
    const draft = await FileDraft.begin(path);
    await draft.write('one');
    await mkdir(path);
    await assert.rejects(draft.keep(), { code: /^E(?:ISDIR|PERM|EXIST)$/ });
    assert.deepEqual(await readdir(folder), ['a.txt']);
    await assert.rejects(replaceFile(path, 'two'), { code: 'EISDIR' });
    await assert.rejects(replaceFile(join(folder, 'none', 'a.txt'), 'two'), { code: 'ENOENT' });
  });

  it('keeps what was there where the disk is full', async function () {
    if (process.platform !== 'linux') this.skip();
    await writeFile(path, 'good');
    const module = pathToFileURL(join(import.meta.dirname, '../../server/src/files/replaced-file.ts')).href;
    const program = `await (await import('${module}')).replaceFile('${path}', 'x'.repeat(9000))`;
    // A limit on the size of files ends a write in the middle, as a full disk does.
    const words = ['--import', 'tsx', '--input-type', 'module', '-e', program];
    const limited = `trap '' XFSZ; ulimit -f 2; exec "$@"`;
    const run = promisify(execFile)('bash', ['-c', limited, 'bash', process.execPath, ...words]);
    await assert.rejects(run, /EFBIG/);
    assert.equal(await readFile(path, 'utf8'), 'good');
    assert.deepEqual(await readdir(folder), ['a.txt']);
  });
});
