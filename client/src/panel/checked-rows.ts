import * as vscode from 'vscode';
import { ReviewRequest } from '../../../server/src/shared/protocol.js';
import type { Server } from '../server.js';
import { decisionsFor } from './confirmable.js';
import type { Row } from './rows.js';

/**
 * Confirms the rows that a person has checked, and takes back those that were unchecked. Asks before several
 * annotations are removed.
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
  const removed = rowsThat(false);
  const count = removed.filter(({ confirmable }) => confirmable?.state === 'confirmed').length;
  if (count > 1 && !(await mayRemove(count))) return;
  for (const params of [...decisionsFor(removed, false), ...decisionsFor(rowsThat(true), true)]) {
    await server.request(ReviewRequest, params);
  }
}

async function mayRemove(count: number): Promise<boolean> {
  const remove = vscode.l10n.t('Remove');
  const question = vscode.l10n.t('Remove {0} confirmed annotations?', count);
  return (await vscode.window.showWarningMessage(question, { modal: true }, remove)) === remove;
}
