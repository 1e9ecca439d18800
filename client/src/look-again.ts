import * as vscode from 'vscode';
import { ModelsRequest, serverCommands } from '../../server/src/shared/protocol.js';
import { textSetting } from './commands/settings.js';
import { worthLooking, worthRetrying } from './fallback.js';
import type { Server } from './server.js';

/**
 * Looks for Ollama again when the user comes back to the window, where it did not answer, or the embedded engine
 * stands in for its model: Ollama may have been started meanwhile. Says nothing if it has not.
 */
export function lookAgainOnFocus(server: Server, log: vscode.LogOutputChannel): vscode.Disposable {
  let last = -Infinity;
  const look = async (chosen: { engine: string; model: string }): Promise<void> => {
    const found = await server.request(ModelsRequest, {});
    if (worthRetrying(found, chosen)) await vscode.commands.executeCommand(serverCommands.retry);
  };
  return vscode.window.onDidChangeWindowState(({ focused }) => {
    const now = Date.now();
    const chosen = { engine: textSetting('engine'), model: textSetting('ollama.model') };
    if (!focused || !server.running || !worthLooking(server.status, chosen, now - last)) return;
    last = now;
    look(chosen).catch(() => {
      log.debug('looked for Ollama in vain');
    });
  });
}
