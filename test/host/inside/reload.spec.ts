import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { closeAll, contradictionsIn, entityNamed, openNote, until, workspaceFile } from './editor.js';
import { modelsOf, serverProcess } from './processes.js';

describe('a note opened again', () => {
  after(closeAll);

  it('is shown from the cache, without a model', async () => {
    const { document } = await openNote('small.note');
    await vscode.commands.executeCommand('bionote.analyzeNote');
    await entityNamed(document, 'pneumonia');
    const server = await until('the server', serverProcess);
    assert.deepEqual(await modelsOf(server), [], 'no model was started');
  });

  it('leaves out the pair that was ignored, and no other', async () => {
    const left = JSON.parse(await readFile(workspaceFile('left.json').fsPath, 'utf8')) as string[];
    const { document } = await openNote('ignored.note');
    const { contradictions } = await vscode.commands.executeCommand<{ contradictions: number }>(
      'bionote.analyzeNote',
    );
    assert.equal(contradictions, left.length);
    await until('the contradictions that were left', () => {
      const messages = contradictionsIn(document).map(({ message }) => message);
      return messages.sort().join() === left.sort().join() ? true : undefined;
    });
  });
});
