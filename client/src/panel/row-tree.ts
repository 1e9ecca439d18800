import { setTimeout as elapsed } from 'node:timers/promises';
import * as vscode from 'vscode';
import { rowItem } from './row-item.js';
import type { Row } from './rows.js';

/** Goes to a place of a row. */
const goToCommand = 'bionote.goTo';

/** How long a chosen row may be away because its tree is being made anew, in milliseconds, and how often it is looked for. */
const patience = { whole: 3000, step: 50 };

/** A tree of rows, made anew whenever it is told that they have changed. */
export class RowTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly view: vscode.TreeView<Row>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #command: string;
  readonly #registration: vscode.Disposable;

  /**
   * @param id that of the view in `package.json`.
   * @param options whether what can be confirmed has a checkbox.
   */
  constructor(
    id: string,
    private readonly rows: () => readonly Row[],
    private readonly options: { readonly checkboxes?: boolean } = {},
  ) {
    this.#command = `${id}.goTo`;
    this.#registration = vscode.commands.registerCommand(this.#command, () => this.#open());
    this.view = vscode.window.createTreeView(id, {
      treeDataProvider: this,
      showCollapseAll: true,
      // The server says what is confirmed.
      manageCheckboxStateManually: true,
    });
  }

  refresh(): void {
    this.#changed.fire();
  }

  getChildren(row?: Row): Row[] {
    return [...(row ? (row.children ?? []) : this.rows())];
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return rowItem(row, this.#command, this.options);
  }

  dispose(): void {
    this.#registration.dispose();
    this.view.dispose();
    this.#changed.dispose();
  }

  /**
   * Goes to where the selected row leads. The editor forgets a command that has arguments when the tree is made anew, and
   * would tell the user that it is not found; and for that moment no row is selected.
   */
  async #open(): Promise<void> {
    for (let waited = 0; waited < patience.whole; waited += patience.step) {
      const [row] = this.view.selection;
      if (row) {
        if (row.place) await vscode.commands.executeCommand(goToCommand, row.place);
        return;
      }
      await elapsed(patience.step);
    }
  }
}
