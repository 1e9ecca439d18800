import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { reviewFiles } from '../server/src/review-files.js';

describe('the files of a review on disk', () => {
  let folder = '';
  let path = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    path = join(folder, 'a.review.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Runs a step on a disk on which no file can have more than 2,048 bytes: a write ends in its middle, as on a full one. */
  const onFullDisk = (step: string): Promise<unknown> => {
    const module = pathToFileURL(join(import.meta.dirname, '../server/src/review-files.ts')).href;
    const program = `const { reviewFiles } = await import('${module}'); await reviewFiles.${step}`;
    const words = ['--import', 'tsx', '--input-type', 'module', '-e', program];
    const limited = `trap '' XFSZ; ulimit -f 2; exec "$@"`;
    return promisify(execFile)('bash', ['-c', limited, 'bash', process.execPath, ...words]);
  };

  it('has nothing of a line that did not fit, and no file that was not there', async function () {
    if (process.platform !== 'linux') this.skip();
    await assert.rejects(onFullDisk(`append('${path}', 'é'.repeat(9000))`), /EFBIG/);
    assert.deepEqual(await readdir(folder), []);
    await writeFile(path, 'first\n');
    await assert.rejects(onFullDisk(`append('${path}', 'é'.repeat(9000))`), /EFBIG/);
    assert.equal(await readFile(path, 'utf8'), 'first\n');
    await assert.rejects(onFullDisk(`draft('${path}', 'é'.repeat(9000))`), /EFBIG/);
    assert.deepEqual(await readdir(folder), ['a.review.jsonl']);
  });

  it('takes an addition off again, unless somebody wrote after it', async () => {
    const takeFirst = await reviewFiles.append(path, 'first\n');
    await takeFirst();
    assert.deepEqual(await readdir(folder), []);
    await writeFile(path, 'first\n');
    const takeSecond = await reviewFiles.append(path, 'second\n');
    await takeSecond();
    assert.equal(await readFile(path, 'utf8'), 'first\n');
    const takeThird = await reviewFiles.append(path, 'third\n');
    await reviewFiles.append(path, 'elsewhere\n');
    await takeThird();
    assert.equal(await readFile(path, 'utf8'), 'first\nthird\nelsewhere\n');
  });

  it('keeps the mode of a file and what a link points to, and leaves no draft', async () => {
    const link = join(folder, 'link.ann');
    await writeFile(path, 'one');
    await chmod(path, 0o640);
    await symlink(path, link);
    const draft = await reviewFiles.draft(link, 'two');
    assert.equal(await readFile(path, 'utf8'), 'one');
    await draft.publish();
    assert.equal(await readFile(path, 'utf8'), 'two');
    if (process.platform !== 'win32') assert.equal((await stat(path)).mode & 0o777, 0o640);
    await (await reviewFiles.draft(path, 'three')).discard();
    assert.equal(await readFile(link, 'utf8'), 'two');
    assert.deepEqual((await readdir(folder)).toSorted(), ['a.review.jsonl', 'link.ann']);
  });
});
