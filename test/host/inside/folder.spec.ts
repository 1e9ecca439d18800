import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { FolderRun } from '../../../client/src/folder/folder-notes.js';
import { closeAll, until, workspaceFile } from './editor.js';

describe('a folder of notes', () => {
  const folder = workspaceFile('round');

  before(async () => {
    await mkdir(folder.fsPath, { recursive: true });
    const notes = {
      'a.note': 'He was treated with ceftriaxone for pneumonia.\n',
      'b.txt': 'The patient has pneumonia.\n',
      'binary.note': 'a\u0000b',
      'other.pdf': 'no note',
    };
    for (const [name, text] of Object.entries(notes)) await writeFile(path.join(folder.fsPath, name), text);
  });
  after(closeAll);

  it('is analyzed without opening its notes, and counted on a page', async () => {
    let outcome: FolderRun | undefined;
    const asked = vscode.commands.executeCommand<FolderRun>('bionote.analyzeFolder', folder).then((run) => {
      outcome = run;
    });
    const run = await until('the folder to be analyzed', () => outcome, 120_000);
    await asked;
    assert.equal(run.state, 'done');
    assert.deepEqual(
      run.notes.map(({ name }) => name),
      ['a.note', 'b.txt', 'binary.note'],
    );
    const [first, second, binary] = run.notes;
    const words = (note: typeof first): string[] => (note?.findings?.entities ?? []).map(({ text }) => text);
    assert.ok(words(first).includes('ceftriaxone'), words(first).join());
    assert.ok(words(second).includes('pneumonia'), words(second).join());
    assert.ok(binary && 'problem' in binary);
    assert.match(binary.problem, /binary/);
    const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.path.startsWith(folder.path));
    assert.deepEqual(open, []);

    await vscode.commands.executeCommand('bionote.showStatistics');
    await until('the page of statistics', () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(
          ({ input }) =>
            input instanceof vscode.TabInputWebview && input.viewType.endsWith('bionote.statistics'),
        ),
    );
  });
});
