import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { ExportResult, ImportResult } from '../../../server/src/shared/protocol.js';
import { closeAll, entityNamed, hoverAt, openNew, until, workspaceFile } from './editor.js';

describe('a review', () => {
  after(closeAll);

  it('takes in the annotations of another tool, and hands on what is confirmed in a folder', async () => {
    const folder = workspaceFile('handed-on');
    await mkdir(folder.fsPath, { recursive: true });
    const note = vscode.Uri.joinPath(folder, 'ward.note');
    await writeFile(note.fsPath, 'Nothing unusual was seen on Tuesday.\n');
    await writeFile(vscode.Uri.joinPath(folder, 'unread.note').fsPath, 'Fever.\n');
    const given = workspaceFile('from-a-colleague.ann');
    await writeFile(given.fsPath, 'T1\tproblem 8 15\tunusual\n');
    const { document } = await vscode.window.showTextDocument(note);
    const result = await vscode.commands.executeCommand<ImportResult | undefined>('bionote.import', given);
    assert.equal(result?.entities, 1);
    const standoff = vscode.Uri.joinPath(folder, 'ward.ann').fsPath;
    assert.equal(await readFile(standoff, 'utf8'), 'T1\tproblem 8 15\tunusual\n');
    await until('the hover of what was imported', async () =>
      /confirmed/i.test(await hoverAt(document, document.positionAt(8))) ? true : undefined,
    );

    // The choices come one after the other; the first of each is taken, and the place that the dialog suggests.
    let exported: ExportResult | undefined;
    const asked = vscode.commands
      .executeCommand<ExportResult | undefined>('bionote.exportFolder', folder)
      .then((files) => {
        exported = files;
      });
    const [file] = (
      await until('the export', async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return exported;
      })
    ).files;
    await asked;
    const lines = (file?.text ?? '').trim().split('\n');
    assert.equal(lines.length, 1, 'a note that nobody has reviewed is left out');
    const { id, entities } = JSON.parse(lines[0] ?? '') as { id: string; entities: { review: string }[] };
    assert.deepEqual([id, entities.map(({ review }) => review)], ['ward', ['accepted']]);
    assert.equal(await readFile(workspaceFile(file?.name ?? '').fsPath, 'utf8'), file?.text);
  });

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

  it('is decided by a key of the user’s own, without the menu, and goes to the least certain on demand', async () => {
    const { document } = await openNew('keyed.note', 'He was treated with ceftriaxone for pneumonia.\n');
    const { range } = await entityNamed(document, 'pneumonia');
    const editor = await vscode.window.showTextDocument(document);
    const decide = (args: unknown) => vscode.commands.executeCommand('bionote.review', args);
    await decide({ action: 'order' });
    const first = editor.selection.active.character;
    assert.ok([20, 36].includes(first), `at ${first}`);
    await decide({ action: 'next' });
    const second = editor.selection.active.character;
    assert.deepEqual(
      [first, second].toSorted((a, b) => a - b),
      [20, 36],
    );
    await decide({ action: 'order' });

    editor.selection = new vscode.Selection(range.start, range.start);
    await decide({ action: 'acept' });
    await decide({ action: 'accept' });
    const standoff = await readFile(workspaceFile('keyed.ann').fsPath, 'utf8');
    assert.match(standoff, /^T1\tproblem 36 45\tpneumonia\n/);
  });
});
