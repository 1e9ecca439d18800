import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { withFiles } from '../corpora/folders.js';
import { run } from './terminals.js';

const notes = { 'notes/1.txt': 'He takes heparin.', 'notes/1.ann': 'T1\ttreatment 9 16\theparin\n' };

function sentences(folder: string, ...rest: string[]): ReturnType<typeof run> {
  return run(['instructions', 'sentences', '--corpora', folder, '--notes', join(folder, 'notes'), ...rest]);
}

describe('writing sentences for training', () => {
  it('replaces the file in one step', async () => {
    await withFiles({ ...notes, 'out.jsonl': 'former' }, async (folder) => {
      const { code } = await sentences(folder, '-o', join(folder, 'out.jsonl'));
      assert.equal(code, exitCode.done);
      assert.match(await readFile(join(folder, 'out.jsonl'), 'utf8'), /"text":"He takes heparin\."/);
      assert.deepEqual((await readdir(folder)).sort(), ['notes', 'out.jsonl']);
    });
  });

  it('makes the folder, and names a file that cannot be written', async () => {
    await withFiles({ ...notes, 'out/made.jsonl/x': 'former' }, async (folder) => {
      const { code, stderr } = await sentences(folder, '-o', join(folder, 'out', 'made.jsonl'));
      assert.equal(code, exitCode.usage);
      assert.match(stderr, /made\.jsonl cannot be written \(EISDIR\)/);
      const made = await sentences(folder, '-o', join(folder, 'new', 'made.jsonl'));
      assert.equal(made.code, exitCode.done);
      assert.deepEqual(await readdir(join(folder, 'new')), ['made.jsonl']);
      assert.deepEqual(await readdir(join(folder, 'out')), ['made.jsonl']);
    });
  });

  it('leaves a file as it was when it is stopped', async () => {
    await withFiles({ ...notes, 'out.jsonl': 'former' }, async (folder) => {
      const words = ['--corpora', folder, '--notes', join(folder, 'notes'), '-o', join(folder, 'out.jsonl')];
      const { code } = await run(['instructions', 'sentences', ...words], { signal: AbortSignal.abort() });
      assert.notEqual(code, exitCode.done);
      assert.equal(await readFile(join(folder, 'out.jsonl'), 'utf8'), 'former');
      assert.deepEqual((await readdir(folder)).sort(), ['notes', 'out.jsonl']);
    });
  });

  it('names a folder that is not there', async () => {
    await withFiles(notes, async (folder) => {
      const { code, stderr } = await sentences(
        folder,
        '--except',
        join(folder, 'none'),
        '-o',
        join(folder, 'x'),
      );
      assert.equal(code, exitCode.usage);
      assert.match(stderr, /none is not a folder/);
    });
  });
});
