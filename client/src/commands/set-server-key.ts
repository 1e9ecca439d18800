import * as vscode from 'vscode';
import type { App } from '../app.js';
import { serverKeySecret } from '../server-key.js';

/** Asks for the key of an OpenAI-compatible server, keeps it where the editor keeps secrets, and starts over with it. */
export async function setServerKey({ context, server }: App): Promise<void> {
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('Key of the server'),
    prompt: vscode.l10n.t("Stored with the editor's other secrets. Leave empty if the server needs no key."),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return;
  if (key.trim() === '') await context.secrets.delete(serverKeySecret);
  else await context.secrets.store(serverKeySecret, key.trim());
  if (server.running) await server.restart();
}
