import * as vscode from 'vscode';
import { rowItem } from './row-item.js';
import type { Row } from './rows.js';

/** A tree of rows, made anew whenever it is told that they have changed. */
export class RowTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly view: vscode.TreeView<Row>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(
    id: string,
    private readonly rows: () => readonly Row[],
  ) {
    this.view = vscode.window.createTreeView(id, { treeDataProvider: this, showCollapseAll: true });
  }

  refresh(): void {
    this.#changed.fire();
  }

  getChildren(row?: Row): Row[] {
    return [...(row ? (row.children ?? []) : this.rows())];
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return rowItem(row);
  }

  dispose(): void {
    this.view.dispose();
    this.#changed.dispose();
  }
}
