import * as vscode from 'vscode';
import { filterText } from '../panel/filter.js';
import type { Filter } from '../panel/findings-filter.js';
import { RowTree } from '../panel/row-tree.js';
import type { FolderResults } from './folder-results.js';
import type { FolderReviews } from './folder-reviews.js';
import { folderRows, reviewText, runText } from './folder-rows.js';

/** The tree of the notes of the folder that was analyzed last, and how far their reviews have come. */
export function showFolder(
  results: FolderResults,
  filter: Filter,
  reviews: FolderReviews,
): vscode.Disposable {
  const tree = new RowTree('bionote.folder', () =>
    results.latest ? folderRows(results.latest, filter.now, vscode.l10n, reviews.states) : [],
  );
  const refresh = (): void => {
    const { latest } = results;
    const texts = [reviewText(reviews.states, vscode.l10n)];
    if (latest) {
      texts.unshift(runText(latest, vscode.l10n), filterText(filter.now, vscode.l10n));
      tree.view.description = latest.name;
      void vscode.commands.executeCommand('setContext', 'bionote.hasFolder', latest.notes.length > 0);
    }
    tree.view.message = texts.filter((text) => text !== '').join(' ');
    tree.refresh();
  };
  reviews.watch(tree.view.visible);
  return vscode.Disposable.from(
    tree,
    filter.onDidChange(refresh),
    reviews.onDidChange(refresh),
    new vscode.Disposable(results.onDidChange(refresh)),
    tree.view.onDidChangeVisibility(({ visible }) => {
      reviews.watch(visible);
    }),
  );
}
