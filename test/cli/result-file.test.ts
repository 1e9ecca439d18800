import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { UsageError } from '../../server/src/cli/failure.js';
import { writeResult } from '../../server/src/cli/result-file.js';

describe('writing a result', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('makes the folder, keeps the mode and leaves nothing else', async () => {
    const path = join(folder, 'new', 'a.json');
    await writeResult(path, 'one');
    await chmod(path, 0o640);
    await writeResult(path, 'two');
    assert.equal(await readFile(path, 'utf8'), 'two');
    assert.equal((await stat(path)).mode & 0o777, 0o640);
    assert.deepEqual(await readdir(join(folder, 'new')), ['a.json']);
  });

  it('keeps a link, and writes where it leads', async () => {
    const [path, link] = [join(folder, 'a.json'), join(folder, 'link.json')];
    await writeFile(path, 'one');
    await symlink(path, link);
    await writeResult(link, 'two');
    assert.equal(await readFile(path, 'utf8'), 'two');
    assert.equal(await readFile(link, 'utf8'), 'two');
  });

  it('keeps what was there where the disk is full', async function () {
    if (process.platform !== 'linux') this.skip();
    const path = join(folder, 'a.json');
    await writeFile(path, 'good');
    const module = pathToFileURL(join(import.meta.dirname, '../../server/src/cli/result-file.ts')).href;
    const program = `await (await import('${module}')).writeResult('${path}', 'x'.repeat(9000))`;
    // A limit on the size of files ends a write in the middle, as a full disk does.
    const words = ['--import', 'tsx', '--input-type', 'module', '-e', program];
    const limited = `trap '' XFSZ; ulimit -f 2; exec "$@"`;
    const run = promisify(execFile)('bash', ['-c', limited, 'bash', process.execPath, ...words]);
    await assert.rejects(run, /a\.json cannot be written \(EFBIG\)/);
    assert.equal(await readFile(path, 'utf8'), 'good');
    assert.deepEqual(await readdir(folder), ['a.json']);
  });

  it('writes to a device as it is', async function () {
    if (process.platform === 'win32') this.skip();
    await writeResult('/dev/null', 'x');
    assert.ok((await stat('/dev/null')).isCharacterDevice());
    await assert.rejects(writeResult('/dev/full', 'x'), (error) => {
      assert.ok(error instanceof UsageError);
      assert.match(error.message, /\/dev\/full cannot be written \(ENOSPC\)/);
      return true;
    });
  });
});
