import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { holds, searched } from '../security/canary.js';
import { canaries } from './canaries.js';
import { insideFolder, openSession } from './session.js';

/**
 * What the editor itself keeps of the documents that it edits, and the notes: none of it is BioNote's. The readings
 * of BioNote's cache hold mentions by design, and a model may take a canary for one; its file names must not.
 */
const mayHold =
  /^workspace\/|^user\/(?:Backups|User\/(?:History|workspaceStorage))\/|^user\/User\/globalStorage\/(?:state\.vscdb|bionote\.bionote\/cache\/)/;

// The last of the files by its name: it searches what all the others left.
describe('what a run of the editor leaves behind', function () {
  this.timeout(180_000);

  it('holds no word of a note, at any level of any log', async () => {
    const { editor } = await openSession();
    const { leaks, files } = await searched(editor.folder, canaries, mayHold);
    assert.ok(files > 10, 'something was searched');
    assert.deepEqual(leaks, []);
    assert.equal(holds(editor.output(), canaries), false);
  });

  it('holds no word of a note in the reports of the tests', async () => {
    const { leaks } = await searched(insideFolder, canaries, /\.cjs$/);
    assert.deepEqual(leaks, []);
  });

  it('is for nobody but its owner, as far as BioNote wrote it', async () => {
    const { editor } = await openSession();
    const folders = await readdir(editor.folder, { recursive: true });
    const storage = folders.find((name) => name.endsWith(path.join('globalStorage', 'bionote.bionote')));
    assert.ok(storage !== undefined, 'there is a folder of storage');
    const { open, files } = await searched(path.join(editor.folder, storage), []);
    assert.ok(files > 0, 'something is kept');
    assert.deepEqual(open, []);
  });
});
