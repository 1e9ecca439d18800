import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, entityNamed, openNew } from './editor.js';
import { report } from './index.js';

const sentence = 'He was treated with ceftriaxone for pneumonia.';

// The last of the files: the editor keeps a document for a while after its tab was closed, and works on it.
describe('a large note', () => {
  after(closeAll);

  it('of five megabytes does not hold up another', async () => {
    const { document } = await openNew('large.note', `${sentence}\n`.repeat(5_000_000 / sentence.length));
    const { document: small } = await openNew('small.note', `HISTORY:\nFever. ${sentence}\n`);
    const opened = performance.now();
    // What is asked for jumps the queue.
    await vscode.commands.executeCommand('bionote.analyzeNote');
    await entityNamed(small, 'pneumonia');
    report({ measured: 'a small note beside a large one', milliseconds: performance.now() - opened });
    assert.equal(document.isClosed, false);
  });
});
