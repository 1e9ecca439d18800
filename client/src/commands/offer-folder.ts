import * as vscode from 'vscode';
import { settingsSection } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { isOnCommand } from '../note-selector.js';
import { plainText } from '../plain-text.js';

const memoryKey = 'offeredFolders';

/** After a text was switched on: offers, once for each folder and language, to analyze all its texts unasked. */
export async function offerFolder({ context }: App, document: vscode.TextDocument): Promise<void> {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  if (!folder || !vscode.workspace.isTrusted || !isOnCommand(document)) return;
  const { workspaceState } = context;
  const offered = workspaceState.get<string[]>(memoryKey, []);
  const offer = `${document.languageId} ${folder.uri.toString()}`;
  if (offered.includes(offer)) return;
  await workspaceState.update(memoryKey, [...offered, offer]);
  const always = vscode.l10n.t('Always for This Folder');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'BioNote: analyze every {0} file in {1} when it is opened?',
      document.languageId,
      plainText(folder.name),
    ),
    always,
  );
  if (chosen !== always) return;
  const configuration = vscode.workspace.getConfiguration(settingsSection, document);
  const languages = configuration.get<readonly string[]>('languages', []);
  await configuration.update(
    'languages',
    [...new Set([...languages, document.languageId])],
    vscode.ConfigurationTarget.WorkspaceFolder,
  );
}
