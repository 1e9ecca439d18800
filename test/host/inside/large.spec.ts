import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, entityNamed, openNew } from './editor.js';
import { report } from './index.js';

const sentence = 'He was treated with ceftriaxone for pneumonia.';

describe('a large note', () => {
  after(closeAll);

  it('of five megabytes does not hold up another', async () => {
    const { document } = await openNew('large.note', `${sentence}\n`.repeat(5_000_000 / sentence.length));
    const { document: small } = await openNew('small.note', `HISTORY:\nFever. ${sentence}\n`);
    const opened = performance.now();
    await entityNamed(small, 'pneumonia');
    report({ measured: 'a small note beside a large one', milliseconds: performance.now() - opened });
    assert.equal(document.isClosed, false);
    // To the end, its relation too, which comes after what is seen first: reload.spec.ts opens it from the cache.
    await vscode.commands.executeCommand('bionote.analyzeNote');
  });
});
