import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
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

  it('leaves a file as it was where it cannot be written', async () => {
    await withFiles({ ...notes, 'out.jsonl': 'former' }, async (folder) => {
      // A folder in the place of the part that is written.
      await mkdir(join(folder, 'out.jsonl.part'));
      await writeFile(join(folder, 'out.jsonl.part', 'x'), '');
      const { code, stderr } = await sentences(folder, '-o', join(folder, 'out.jsonl'));
      assert.equal(code, exitCode.usage);
      assert.match(stderr, /out\.jsonl cannot be written \(EISDIR\)/);
      assert.equal(await readFile(join(folder, 'out.jsonl'), 'utf8'), 'former');
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
