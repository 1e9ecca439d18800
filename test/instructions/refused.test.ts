import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { withFiles, type Files } from '../corpora/folders.js';
import { build, built, files, rowsIn } from './built.js';

describe('what the system refuses', () => {
  const refused: Files = {
    'nli/nli/NLI4CT2023/train.json/x': '',
    'nli/nli/NLI4CT2023/CT json/NCT1.json': '{}',
  };

  it('of a corpus is named, and the build goes on', () =>
    built(refused, ['--licence', 'all'], async ({ code, stdout }, folder) => {
      assert.equal(code, exitCode.done);
      assert.match(stdout, /unreadable NLI4CT: 1 \(nli\/NLI4CT2023\/train\.json:1\)/);
      assert.ok((await rowsIn(join(folder, 'rows', 'train.jsonl'))).length > 0);
    }));

  it('of a corpus ends the build where that is asked, under its own name', () =>
    built(refused, ['--licence', 'all', '--on-error', 'stop'], async ({ code, stderr }) => {
      assert.equal(code, exitCode.usage);
      assert.match(stderr, /nli\/NLI4CT2023\/train\.json:1: cannot be read \(EISDIR\)/);
      await Promise.resolve();
    }));

  it('of the rows says that they cannot be written', () =>
    withFiles({ ...files, 'rows/train.jsonl/x': '' }, async (folder) => {
      const { code, stderr } = await build(folder, join(folder, 'rows'));
      assert.equal(code, exitCode.usage);
      assert.match(stderr, /rows cannot be written \(E[A-Z]+\)/);
      assert.deepEqual(await readdir(join(folder, 'rows')), ['train.jsonl']);
    }));
});
