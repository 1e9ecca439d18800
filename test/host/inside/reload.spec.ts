import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { closeAll, contradictionsIn, entityNamed, openNote, until, workspaceFile } from './editor.js';

/** The processes that hold an embedded model: also those of a window that has just closed. */
async function modelProcesses(): Promise<string[]> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(
    processes.map(async (id) => ({
      id,
      command: await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => ''),
    })),
  );
  return commands
    .filter(({ command }) => /bionote[^\0]*(?:embedded|encoder)\.mjs/.test(command))
    .map(({ id }) => id);
}

describe('a note opened again', () => {
  after(closeAll);

  it('is shown from the cache, without a model', async () => {
    const before = await modelProcesses();
    const { document } = await openNote('small.note');
    await vscode.commands.executeCommand('bionote.analyzeNote');
    await entityNamed(document, 'pneumonia');
    const started = (await modelProcesses()).filter((id) => !before.includes(id));
    assert.deepEqual(started, [], 'no model was started');
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
