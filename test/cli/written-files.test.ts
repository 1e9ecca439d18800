import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listName, WrittenFiles } from '../../server/src/cli/written-files.js';

describe('the list of files that BioNote wrote', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const put = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
  const mayReplace = async (name: string): Promise<boolean> =>
    (await WrittenFiles.in(folder)).mayReplace(name);

  it('tells its own files, unchanged, from all others', async () => {
    assert.equal(await mayReplace('a.ann'), true, 'nothing is there');
    await put('a.ann', 'one');
    assert.equal(await mayReplace('a.ann'), false, 'not in the list');
    await (await WrittenFiles.in(folder)).add('a.ann', 'one');
    assert.equal(await mayReplace('a.ann'), true);
    await put('a.ann', 'one ');
    assert.equal(await mayReplace('a.ann'), false, 'changed');
    await put('b.ann', 'one');
    assert.equal(await mayReplace('b.ann'), false, 'the same text under another name');
  });

  it('counts the last time that a file was written', async () => {
    const written = await WrittenFiles.in(folder);
    await written.add('a.ann', '');
    await written.add('a.ann', 'two');
    await put('a.ann', '');
    // A person who deletes every annotation leaves an empty file, as a run that finds none does.
    assert.equal(await mayReplace('a.ann'), false);
    await put('a.ann', 'two');
    assert.equal(await mayReplace('a.ann'), true);
  });

  it('survives a damaged line and names with any character', async () => {
    const written = await WrittenFiles.in(folder);
    await written.add('a\n".ann', 'one');
    await appendFile(join(folder, listName), '{"file":\n[]\n');
    await written.add('b.ann', 'two');
    await put('a\n".ann', 'one');
    await put('b.ann', 'two');
    assert.equal(await mayReplace('a\n".ann'), true);
    assert.equal(await mayReplace('b.ann'), true);
  });
});
