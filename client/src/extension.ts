import * as vscode from 'vscode';
import { unlistedCommands } from '../../server/src/shared/protocol.js';
import type { Client } from './client.js';
import { isAutomatic } from './note-selector.js';
import { Switched } from './switched.js';
import { showTextHint } from './text-hint.js';
import { offerTools } from './tools/offered-tools.js';

let client: Promise<Client> | undefined;

/**
 * Costs next to nothing, since every plain text and Markdown file leads here. The client is a bundle of its own,
 * loaded with the first document that is analyzed without being asked, or with the first command.
 */
export function activate(context: vscode.ExtensionContext): void {
  const switched = new Switched(context.workspaceState);
  const load = (): Promise<Client> =>
    (client ??= import('./client.js').then(({ startClient }) => startClient(context, switched)));
  const loadFor = (documents: readonly vscode.TextDocument[]): void => {
    const wanted = documents.some((document) => switched.get(document.uri) ?? isAutomatic(document));
    if (wanted && !client) setImmediate(() => void load());
  };
  const { contributes } = context.extension.packageJSON as {
    readonly contributes: { readonly commands: readonly { readonly command: string }[] };
  };
  context.subscriptions.push(
    ...[...contributes.commands.map(({ command }) => command), ...unlistedCommands].map((command) =>
      vscode.commands.registerCommand(command, async (...args: unknown[]) =>
        (await load()).run(command, args),
      ),
    ),
    showTextHint(switched),
    offerTools(async (name, input, token) => (await load()).useTool(name, input, token)),
    vscode.workspace.onDidOpenTextDocument((document) => {
      loadFor([document]);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      switched.closed(document);
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('bionote.languages')) loadFor(vscode.workspace.textDocuments);
    }),
  );
  loadFor(vscode.workspace.textDocuments);
}

/** Stops the server; the editor waits for it, unlike for what is only disposed of. */
export async function deactivate(): Promise<void> {
  await (await client)?.stop();
}
