import * as vscode from 'vscode';
import { filterText } from '../panel/filter.js';
import type { Filter } from '../panel/findings-filter.js';
import { RowTree } from '../panel/row-tree.js';
import type { FolderResults } from './folder-results.js';
import { folderRows, runText } from './folder-rows.js';

/** The tree of the notes of the folder that was analyzed last. */
export function showFolder(results: FolderResults, filter: Filter): vscode.Disposable {
  const tree = new RowTree('bionote.folder', () =>
    results.latest ? folderRows(results.latest, filter.now, vscode.l10n) : [],
  );
  const refresh = (): void => {
    const { latest } = results;
    if (!latest) return;
    const texts = [runText(latest, vscode.l10n), filterText(filter.now, vscode.l10n)];
    tree.view.message = texts.filter((text) => text !== '').join(' ');
    tree.view.description = latest.name;
    void vscode.commands.executeCommand('setContext', 'bionote.hasFolder', latest.notes.length > 0);
    tree.refresh();
  };
  return vscode.Disposable.from(
    tree,
    filter.onDidChange(refresh),
    new vscode.Disposable(results.onDidChange(refresh)),
  );
}
