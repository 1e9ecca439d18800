import * as vscode from 'vscode';
import { ReviewRequest } from '../../../server/src/shared/protocol.js';
import type { Server } from '../server.js';
import { decisionsFor } from './confirmable.js';
import type { Row } from './rows.js';

/**
 * Confirms the rows that a person has checked, and takes back those that were unchecked. Asks before several
 * are taken back.
 *
 * @throws an error with a sentence for the user if the server refuses.
 */
export async function decideOnChecked(
  server: Pick<Server, 'request'>,
  items: readonly (readonly [Row, vscode.TreeItemCheckboxState])[],
): Promise<void> {
  const { Checked } = vscode.TreeItemCheckboxState;
  const rowsThat = (checked: boolean): Row[] =>
    items.filter(([, state]) => (state === Checked) === checked).map(([row]) => row);
  const unchecked = rowsThat(false);
  const count = unchecked.filter(({ confirmable }) => confirmable?.state === 'confirmed').length;
  if (count > 1 && !(await mayTakeBack(count))) return;
  for (const params of [...decisionsFor(unchecked, 'takeBack'), ...decisionsFor(rowsThat(true), 'accept')]) {
    await server.request(ReviewRequest, params);
  }
}

async function mayTakeBack(count: number): Promise<boolean> {
  const takeBack = vscode.l10n.t('Take Back');
  const question = vscode.l10n.t('Take back the confirmation of {0} annotations?', count);
  return (await vscode.window.showWarningMessage(question, { modal: true }, takeBack)) === takeBack;
}
