import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { closeAll, until, workspaceFile } from './editor.js';

interface Answer {
  readonly contradictions: readonly { readonly firstText: string; readonly secondText: string }[];
  readonly compared: number;
}

describe('a comparison of two notes', () => {
  after(closeAll);

  it('shows both notes, which stay open while the model works, and names what disagrees', async () => {
    const uris = [workspaceFile('admission.note'), workspaceFile('discharge.note')] as const;
    await writeFile(uris[0].fsPath, 'The patient denies chest pain.\n');
    await writeFile(uris[1].fsPath, 'The patient has chest pain.\n');
    let answer: Answer | undefined;
    const asked = vscode.commands
      .executeCommand<Answer>('bionote.compareNotes', uris[0], [...uris])
      .then((given) => {
        answer = given;
      });
    // The command ends when its list of contradictions is closed.
    const given = await until('an answer', async () => {
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      return answer;
    });
    await asked;
    assert.ok(given.compared > 0, JSON.stringify(given));
    const shown = vscode.window.visibleTextEditors.map(({ document }) => document.uri.toString());
    for (const uri of uris) assert.ok(shown.includes(uri.toString()), shown.join(', '));
  });
});
