import * as vscode from 'vscode';
import { IgnoredRequest, serverCommands } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { ignoredItems } from './ignored-items.js';

/** Lists the contradictions that the user ignores, and shows the chosen ones again. */
export async function showIgnored({ server }: App): Promise<void> {
  const result = await server.request(IgnoredRequest, {});
  const items = ignoredItems(result, vscode.l10n);
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('BioNote: no contradiction is ignored.'));
    return;
  }
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Ignored contradictions'),
    placeHolder: vscode.l10n.t('Enter shows it again'),
    matchOnDetail: true,
  });
  if (picked) await vscode.commands.executeCommand(serverCommands.showIgnored, ...picked.keys);
}
