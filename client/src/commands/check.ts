import * as vscode from 'vscode';
import { CheckRequest, type CheckResult } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { checkItems, emptyText, nothingFound, verdictText } from './evidence-items.js';
import { showEvidence } from './evidence-list.js';
import { withLateProgress } from './late-progress.js';
import { EvidenceMarker, goTo } from './reveal.js';

/** A statement is a sentence or two; a longer selection is not one. */
const maxLength = 500;

/**
 * Checks a statement against a note, and lists the sentences that support and that contradict it. The statement
 * is `given` as text, or typed by the user, with the selection to start from.
 */
export async function checkStatement(app: App, given?: unknown): Promise<CheckResult | undefined> {
  const editor = await app.editors.target(given);
  if (!editor) return undefined;
  const { document } = editor;
  const statement = typeof given === 'string' ? given : await askForStatement(editor);
  if (statement === undefined || statement.trim() === '') return undefined;
  const result = await withLateProgress(vscode.l10n.t('BioNote: checking the statement'), (token) =>
    app.server.request(CheckRequest, { uri: document.uri.toString(), statement: statement.trim() }, token),
  );
  app.checks.add({
    uri: document.uri.toString(),
    name: vscode.workspace.asRelativePath(document.uri),
    statement: statement.trim(),
    checked: new Date().toISOString(),
    result,
  });
  const marker = new EvidenceMarker();
  try {
    await showEvidence(
      {
        title: `"${statement.trim()}" ${verdictText(result, vscode.l10n)}`,
        items: checkItems(result, vscode.l10n),
        empty: emptyText(result, nothingFound(result, vscode.l10n), vscode.l10n),
        preview: ({ range }) => marker.preview(document, range),
        accept: ({ range }) => goTo(document, range),
      },
      vscode.window.createQuickPick(),
      vscode.l10n,
    );
  } finally {
    marker.dispose();
  }
  return result;
}

async function askForStatement({ document, selection }: vscode.TextEditor): Promise<string | undefined> {
  const selected = document.getText(selection).replace(/\s+/g, ' ').trim();
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Check a statement against the note'),
    prompt: vscode.l10n.t('A sentence that the note may support or contradict'),
    placeHolder: vscode.l10n.t('The patient has chest pain.'),
    value: selected.slice(0, maxLength),
    validateInput: (value) =>
      value.length > maxLength ? vscode.l10n.t('At most {0} characters', maxLength) : undefined,
  });
}
