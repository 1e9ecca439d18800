import { SetActiveRequest } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { offerFolder } from './offer-folder.js';

/** Switches analysis on or off for one note. Off also removes what was found in it. */
export async function switchAnalysis(app: App, active: boolean, given?: unknown): Promise<void> {
  const editor = await app.editors.target(given);
  if (!editor) return;
  app.switched.set(editor.document.uri, active);
  if (active) void offerFolder(app, editor.document);
  await app.server.request(SetActiveRequest, { uri: editor.document.uri.toString(), active });
}
