import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  entityNamed,
  hoverAt,
  openNew,
  openNote,
  outlineOf,
  until,
  withSetting,
} from './editor.js';

const note = 'He was treated with ceftriaxone for pneumonia.\n';

describe('switches', () => {
  afterEach(closeAll);

  it('removes what it found where analysis is switched off, and finds it again', async () => {
    const { document } = await openNew('off.note', note);
    const { range } = await entityNamed(document, 'pneumonia');
    await vscode.commands.executeCommand('bionote.switchOff');
    await until('no entity', async () => ((await hoverAt(document, range.start)) === '' ? true : undefined));
    await vscode.commands.executeCommand('bionote.analyzeNote');
    await entityNamed(document, 'pneumonia');
  });

  it('leaves a note off that was switched off, when it is opened again', async () => {
    const { document } = await openNew('stays-off.note', note);
    await entityNamed(document, 'pneumonia');
    await vscode.commands.executeCommand('bionote.switchOff');
    await closeAll();
    const reopened = await openNote('stays-off.note');
    const { document: other } = await openNew('other.note', note);
    // What the opening before it had started would be known by now.
    const { range } = await entityNamed(other, 'pneumonia');
    assert.equal(await hoverAt(reopened.document, range.start), '');
    await vscode.window.showTextDocument(reopened.document);
    await vscode.commands.executeCommand('bionote.analyzeNote');
    await entityNamed(reopened.document, 'pneumonia');
  });

  it('forgets what it found where the language of a note becomes another', async () => {
    const editor = await openNew('language.note', note);
    const { range } = await entityNamed(editor.document, 'pneumonia');
    await until('the next entity', () => jumps(editor));
    await vscode.languages.setTextDocumentLanguage(editor.document, 'plaintext');
    await until('no entity', async () =>
      (await hoverAt(editor.document, range.start)) === '' ? true : undefined,
    );
    await until('no next entity', async () => ((await jumps(editor)) === true ? undefined : true));
    await vscode.languages.setTextDocumentLanguage(editor.document, 'clinical-note');
    await entityNamed(editor.document, 'pneumonia');
    await until('the next entity again', () => jumps(editor));
  });

  it('forgets what it found in a text whose language the settings name no more', async () => {
    const restore = await withSetting('bionote.languages', ['plaintext']);
    try {
      const editor = await openNew('listed.txt', note);
      await entityNamed(editor.document, 'pneumonia');
      await until('the next entity', () => jumps(editor));
      await restore();
      await until('no next entity', async () => ((await jumps(editor)) === true ? undefined : true));
    } finally {
      await restore();
    }
  });

  it('analyzes plain text on command only', async () => {
    const { document } = await openNew('letter.txt', note);
    assert.equal(document.languageId, 'plaintext');
    assert.deepEqual((await outlineOf(document)).entities, []);
    await vscode.commands.executeCommand('bionote.analyzeNote');
    await entityNamed(document, 'pneumonia');
  });

  it('knows of a text that was analyzed on command when the server is started again', async () => {
    const { document } = await openNew('again.txt', note);
    await vscode.commands.executeCommand('bionote.analyzeNote');
    await entityNamed(document, 'pneumonia');
    await vscode.commands.executeCommand('bionote.restart');
    await entityNamed(document, 'pneumonia');
  });

  it('waits for the command where the settings say so', async () => {
    const restore = await withSetting('bionote.analyze', 'onDemand');
    try {
      const { document } = await openNew('demand.note', note.replace('pneumonia', 'cellulitis'));
      const { document: other } = await openNew('asked.note', note.replace('ceftriaxone', 'vancomycin'));
      await vscode.commands.executeCommand('bionote.analyzeNote');
      await entityNamed(other, 'pneumonia');
      // What the opening before it had started would be known by now.
      assert.deepEqual((await outlineOf(document)).entities, []);
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('bionote.analyzeNote');
      await entityNamed(document, 'cellulitis');
    } finally {
      await restore();
    }
  });

  it('changes the engine without a reload of the window', async () => {
    // Nothing listens at the host of these tests: with Ollama there is no model, and back there is one.
    const restore = await withSetting('bionote.engine', 'ollama');
    const { document } = await openNew('engines.note', note.replace('ceftriaxone', 'azithromycin'));
    try {
      const status = await until('no model to be found', async () => {
        const text = await reportShown();
        return text.includes('none can be used (unreachable)') ? text : undefined;
      });
      assert.match(status, /\| bionote\.engine \| ollama \|/);
      assert.ok(!status.includes('127.0.0.1:9'), status);
      assert.deepEqual((await outlineOf(document)).entities, []);
    } finally {
      await restore();
    }
    await vscode.window.showTextDocument(document);
    await entityNamed(document, 'pneumonia');
  });

  it('analyzes with the schema that the settings name', async () => {
    const restore = await withSetting('bionote.schema', 'biomedical');
    try {
      const { document } = await openNew('abstract.note', 'Cisplatin caused renal failure in rats.\n');
      const { range } = await entityNamed(document, 'Cisplatin');
      assert.match(await hoverAt(document, range.start), /\*\*chemical\*\*/);
    } finally {
      await restore();
    }
  });
});

/** Whether an entity is known to go to: the cursor moves from the beginning of the note. */
async function jumps(editor: vscode.TextEditor): Promise<true | undefined> {
  const start = new vscode.Position(0, 0);
  editor.selection = new vscode.Selection(start, start);
  await vscode.commands.executeCommand('bionote.nextEntity');
  return editor.selection.start.isEqual(start) ? undefined : true;
}

/** What "Diagnostics Report" opens. An untitled document that stays would be asked for when all is saved. */
async function reportShown(): Promise<string> {
  const text = await vscode.commands.executeCommand<string>('bionote.showDiagnostics');
  assert.equal(vscode.window.activeTextEditor?.document.getText(), text);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  return text;
}
