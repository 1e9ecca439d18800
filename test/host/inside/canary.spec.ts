import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { canaries } from '../canaries.js';
import { closeAll, entityNamed, hoverAt, openNew, until } from './editor.js';

const [inNote, inStatement, typed] = canaries;

// What is left behind is searched by test/host/traces.test.ts, from outside, when all has ended.
describe('a note whose words stand nowhere else', () => {
  after(closeAll);

  it('is analyzed, edited, explained, checked and compared', async () => {
    const text = `The patient denies fever. ${inNote}\nHe was treated with ceftriaxone for pneumonia. ${inNote}\nThe patient has fever. ${inNote}\n`;
    const { document } = await openNew('canary.note', text);
    await vscode.commands.executeCommand('bionote.analyzeNote');
    const { range } = await entityNamed(document, 'pneumonia');
    assert.notEqual(await hoverAt(document, range.start), '');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), `${typed} Cough.\n`);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await vscode.commands.executeCommand('bionote.analyzeNote');
    let answered = false;
    const asked = vscode.commands
      .executeCommand('bionote.checkStatement', `The patient has fever. ${inStatement}`)
      .then(() => (answered = true));
    await until('the answer', async () => {
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      return answered || undefined;
    });
    await asked;
    await vscode.commands.executeCommand('bionote.clear');
  });
});
