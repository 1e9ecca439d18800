import * as vscode from 'vscode';
import { typeIcon } from '../legend/type-icon.js';
import type { Row } from './rows.js';

/** Goes to a {@link Row.place}. */
export const goToCommand = 'bionote.goTo';

/** A row as the editor's tree shows it. */
export function rowItem(row: Row): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(row.label, row.children ? Collapsed : None);
  item.id = row.id;
  item.description = row.description;
  item.tooltip = row.tooltip ?? row.label;
  item.accessibilityInformation = { label: row.spoken };
  if (row.icon) {
    item.iconPath =
      'type' in row.icon ? typeIcon(row.icon.type, row.icon.color) : new vscode.ThemeIcon(row.icon.name);
  }
  if (row.kind !== undefined) item.contextValue = row.kind;
  // Of a line with lines below, a choice opens them.
  if (row.place && !row.children) {
    const title = vscode.l10n.t('Go to the text');
    item.command = { title, command: goToCommand, arguments: [row.place] };
  }
  return item;
}
