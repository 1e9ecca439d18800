import * as vscode from 'vscode';
import { looksLikeNote } from './note-likeness.js';
import { isOnCommand } from './note-selector.js';
import type { Switched } from './switched.js';

/**
 * Says in the language status of a plain text or Markdown file that BioNote can read it, and keeps the context key of
 * the button that appears where such a text looks like a clinical note.
 */
export function showTextHint(switched: Switched): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('bionote.hint', []);
  item.name = 'BioNote';
  item.command = { title: vscode.l10n.t('Analyze'), command: 'bionote.analyzeNote' };
  let liked = false;
  const update = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const offered = document && isOnCommand(document) && switched.get(document.uri) !== true;
    const likes = document !== undefined && isOnCommand(document) && looksLikeNote(document.getText());
    item.selector = offered ? { language: document.languageId } : [];
    item.text = likes ? vscode.l10n.t('Looks like a clinical note') : vscode.l10n.t('Not analyzed');
    if (likes !== liked) void vscode.commands.executeCommand('setContext', 'bionote.looksLikeNote', likes);
    liked = likes;
  };
  update();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('bionote.languages')) update();
    }),
    new vscode.Disposable(switched.onDidChange(update)),
  );
}
