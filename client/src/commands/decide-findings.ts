import * as vscode from 'vscode';
import { ReviewRequest } from '../../../server/src/shared/review.js';
import type { App } from '../app.js';
import { decisionsFor, rowsBelow } from '../panel/confirmable.js';
import type { Row } from '../panel/rows.js';

/**
 * Accepts or rejects what is proposed in a line of the panel, or in all lines below it.
 *
 * @param given the line that a menu is about; absent where a key was pressed: then it is the chosen line, and since another
 *   one may have the focus, several are asked about.
 */
export async function decideFindings(
  { server, panel }: App,
  decision: 'accept' | 'reject',
  given?: unknown,
): Promise<void> {
  const row = (given as Row | undefined) ?? panel.selected;
  if (!row) return;
  const open = rowsBelow(row).filter(({ confirmable }) => confirmable?.state === 'proposed');
  if (open.length === 0) {
    vscode.window.setStatusBarMessage(`BioNote: ${vscode.l10n.t('Nothing is left to review here.')}`, 8000);
    return;
  }
  const isSure = given !== undefined && decision === 'accept';
  if (!isSure && open.length > 1 && !(await mayDecide(decision, open.length, row.label))) return;
  try {
    for (const params of decisionsFor(open, decision)) await server.request(ReviewRequest, params);
  } finally {
    panel.refresh();
  }
}

async function mayDecide(decision: 'accept' | 'reject', count: number, label: string): Promise<boolean> {
  const isAccepted = decision === 'accept';
  const go = isAccepted ? vscode.l10n.t('Accept') : vscode.l10n.t('Reject');
  const question = isAccepted
    ? vscode.l10n.t('Accept {0} annotations: {1}?', count, label)
    : vscode.l10n.t('Reject {0} annotations: {1}?', count, label);
  return (await vscode.window.showWarningMessage(question, { modal: true }, go)) === go;
}
