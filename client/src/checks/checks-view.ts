import * as vscode from 'vscode';
import { RowTree } from '../panel/row-tree.js';
import { recordRow } from './records.js';
import type { Checks } from './checks.js';

/** The tree of the checks that were made, each with its evidence. */
export function showChecks(checks: Checks): vscode.Disposable {
  const tree = new RowTree('bionote.checks', () =>
    checks.all.map((record) => recordRow(record, vscode.l10n)),
  );
  return vscode.Disposable.from(
    tree,
    new vscode.Disposable(
      checks.onDidChange(() => {
        tree.refresh();
      }),
    ),
  );
}
