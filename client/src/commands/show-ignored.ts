import * as vscode from 'vscode';
import { serverCommands } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';

/** Takes back every "ignore this pair": the contradictions that the user hid are shown again, in every note. */
export async function showIgnored({ server }: App): Promise<void> {
  await server.start();
  await vscode.commands.executeCommand(serverCommands.showIgnored);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('BioNote: the contradictions that you ignored are shown again.'),
  );
}
