import * as vscode from 'vscode';
import { DiagnosticsReportRequest } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { withLateProgress } from './late-progress.js';

/**
 * Opens a report on BioNote's state in an untitled document, to be read over and pasted where bugs are reported.
 *
 * @returns its text.
 */
export async function showDiagnostics({ server, context }: App): Promise<string> {
  const { packageJSON } = context.extension as { packageJSON: { version?: unknown } };
  const { remoteName, uiKind, appName } = vscode.env;
  const editor = {
    name: appName,
    version: vscode.version,
    extension: String(packageJSON.version),
    kind: uiKind === vscode.UIKind.Web ? 'web' : 'desktop',
    // The kind alone: what may follow a plus sign names a machine.
    ...(remoteName !== undefined && { remote: remoteName.split('+')[0] ?? '' }),
  };
  const { markdown } = await withLateProgress(vscode.l10n.t('BioNote: looking at the engines'), (token) =>
    server.request(DiagnosticsReportRequest, { editor }, token),
  );
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: markdown });
  await vscode.window.showTextDocument(document);
  return markdown;
}
