import * as vscode from 'vscode';
import { typeIcon } from '../legend/type-icon.js';
import { hasProposals } from './confirmable.js';
import type { Row } from './rows.js';

/**
 * A row as the editor's tree shows it; `open` is the command that goes to where the selected row leads. With
 * `checkboxes`, what is confirmed is checked, and menus know by `proposed` where something is left to decide.
 */
export function rowItem(row: Row, open: string, { checkboxes = false } = {}): vscode.TreeItem {
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  // Asked for only where they are: of a folder's notes they are made when they are opened.
  const below = 'children' in row;
  const item = new vscode.TreeItem(row.label, below ? Collapsed : None);
  item.id = row.id;
  item.description = row.description;
  item.tooltip = row.tooltip ?? row.label;
  item.accessibilityInformation = { label: row.spoken };
  if (row.icon) {
    item.iconPath =
      'type' in row.icon ? typeIcon(row.icon.type, row.icon.color) : new vscode.ThemeIcon(row.icon.name);
  }
  // Not on a group: the editor no longer opens a row with a checkbox by a click.
  if (checkboxes && row.confirmable) {
    const confirmed = row.confirmable.state === 'confirmed';
    const { Checked, Unchecked } = vscode.TreeItemCheckboxState;
    item.checkboxState = {
      state: confirmed ? Checked : Unchecked,
      tooltip: confirmed
        ? vscode.l10n.t('Confirmed; uncheck to take it back')
        : vscode.l10n.t('Check to accept'),
    };
  }
  const kinds = [row.kind, checkboxes && hasProposals(row) ? 'proposed' : undefined];
  const kind = kinds.filter((each) => each !== undefined).join(' ');
  if (kind !== '') item.contextValue = kind;
  // Of a line with lines below, a choice opens them.
  if (row.place && !below) item.command = { title: vscode.l10n.t('Go to the text'), command: open };
  return item;
}
