import * as vscode from 'vscode';
import { ConfigurationRequest } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { configurationText } from './configuration-text.js';

/** Shows the settings as the server understands them, with what is wrong in them, to read only. */
export async function showConfiguration({ server, documents }: App): Promise<void> {
  const configuration = await server.request(ConfigurationRequest, {});
  const uri = documents.write('effective-configuration.jsonc', configurationText(configuration, vscode.l10n));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(await vscode.languages.setTextDocumentLanguage(document, 'jsonc'), {
    preview: true,
  });
}
