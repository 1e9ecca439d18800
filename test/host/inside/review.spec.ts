import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { closeAll, entityNamed, hoverAt, openNew, until, workspaceFile } from './editor.js';

describe('a review', () => {
  after(closeAll);

  it('keeps beside the note what was accepted, and the hover says that it is confirmed', async () => {
    const { document } = await openNew('reviewed.note', 'He was treated with ceftriaxone for pneumonia.\n');
    const { range } = await entityNamed(document, 'ceftriaxone');
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(range.start, range.start);
    let isOver = false;
    const asked = vscode.commands.executeCommand('bionote.review').then(() => {
      isOver = true;
    });
    // The menu opens in its own time; its first entry accepts.
    await until('the decision', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return isOver ? true : undefined;
    });
    await asked;
    const standoff = await readFile(workspaceFile('reviewed.ann').fsPath, 'utf8');
    assert.match(standoff, /^T1\ttreatment 20 31\tceftriaxone\n/);
    await until('the hover of a confirmed mention', async () =>
      /confirmed/i.test(await hoverAt(document, range.start)) ? true : undefined,
    );
  });
});
