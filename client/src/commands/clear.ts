import * as vscode from 'vscode';
import { ClearRequest } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';

/** Forgets what was found in a note. */
export async function clearNote(app: App, given?: unknown): Promise<void> {
  const editor = await app.editors.target(given);
  if (editor) await app.server.request(ClearRequest, { uri: editor.document.uri.toString() });
}

/** Forgets what is kept on disk of every note; what is shown stays. */
export async function clearCache({ server }: App): Promise<void> {
  await server.request(ClearRequest, { cache: true });
  void vscode.window.showInformationMessage(
    vscode.l10n.t('BioNote: the cache of all notes is empty. Open notes keep their results.'),
  );
}
