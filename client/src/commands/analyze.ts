import * as vscode from 'vscode';
import {
  AnalyzeRequest,
  type AnalyzeParams,
  type AnalyzeResult,
} from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { foundText } from '../status/view.js';
import { withLateProgress } from './late-progress.js';
import { offerFolder } from './offer-folder.js';

/** How long the outcome stays in the status bar, in milliseconds. */
const shownFor = 8000;

/** Analyzes a whole note, whatever the settings say of when. */
export async function analyzeNote(app: App, given?: unknown): Promise<AnalyzeResult | undefined> {
  const editor = await app.editors.target(given);
  if (!editor) return undefined;
  // This switches a note on that was off.
  app.switched.set(editor.document.uri, true);
  void offerFolder(app, editor.document);
  return analyze(app, { uri: editor.document.uri.toString() });
}

/** Analyzes the sentences that the selection touches. */
export async function analyzeSelection(app: App): Promise<AnalyzeResult | undefined> {
  const editor = await app.editors.target();
  if (!editor) return undefined;
  const { start, end } = editor.selection;
  return analyze(app, {
    uri: editor.document.uri.toString(),
    range: {
      start: { line: start.line, character: start.character },
      end: { line: end.line, character: end.character },
    },
  });
}

async function analyze({ server }: App, params: AnalyzeParams): Promise<AnalyzeResult> {
  const result = await withLateProgress(vscode.l10n.t('BioNote: analyzing'), (token) =>
    server.request(AnalyzeRequest, params, token),
  );
  vscode.window.setStatusBarMessage(`BioNote: ${foundText(result, vscode.l10n)}`, shownFor);
  return result;
}
