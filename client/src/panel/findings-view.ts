import * as vscode from 'vscode';
import type { App } from '../app.js';
import { decideOnChecked } from './checked-rows.js';
import { filterText } from './filter.js';
import { RowTree } from './row-tree.js';
import { noteRows } from './rows.js';

/** The tree of what was found in the note in front. */
export function showFindings({
  findings: source,
  filter,
  server,
  failures,
}: Pick<App, 'findings' | 'filter' | 'server' | 'failures'>): vscode.Disposable {
  const tree = new RowTree(
    'bionote.findings',
    () => (source.latest ? noteRows(source.latest, filter.now, vscode.l10n) : []),
    { checkboxes: true },
  );
  let watching: vscode.Disposable | undefined;
  const refresh = (): void => {
    const { latest } = source;
    tree.view.message = latest ? filterText(filter.now, vscode.l10n) : '';
    tree.view.description = latest ? vscode.workspace.asRelativePath(vscode.Uri.parse(latest.uri)) : '';
    tree.refresh();
  };
  const look = (visible: boolean): void => {
    if (visible) watching ??= source.watch();
    else {
      watching?.dispose();
      watching = undefined;
    }
  };
  look(tree.view.visible);
  return vscode.Disposable.from(
    tree,
    source.onDidChange(refresh),
    filter.onDidChange(refresh),
    tree.view.onDidChangeCheckboxState(({ items }) => {
      decideOnChecked(server, items).then(refresh, (error: unknown) => {
        refresh();
        void failures.report(error);
      });
    }),
    tree.view.onDidChangeVisibility(({ visible }) => {
      look(visible);
    }),
  );
}
