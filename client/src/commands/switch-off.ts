import { SetActiveRequest } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';

/** Switches analysis off for one note, and removes what was found in it. *Analyze Note* switches it on again. */
export async function switchOff(app: App, given?: unknown): Promise<void> {
  const editor = await app.editors.target(given);
  if (!editor) return;
  app.switched.set(editor.document.uri, false);
  await app.server.request(SetActiveRequest, { uri: editor.document.uri.toString(), active: false });
}
