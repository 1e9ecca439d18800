import * as vscode from 'vscode';
import {
  DiagnosticsReportRequest,
  type DiagnosticsReportParams,
} from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';
import { ServerStopped } from '../server-stopped.js';
import { withLateProgress } from './late-progress.js';
import { reportWithoutServer } from './report-without-server.js';

/**
 * Opens a report on BioNote's state in an untitled document, to be read over and pasted where bugs are reported.
 *
 * @returns its text.
 */
export async function showDiagnostics(app: App): Promise<string> {
  const content = await report(app);
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document);
  return content;
}

async function report({ server, context }: App): Promise<string> {
  const editor = editorFacts(context);
  try {
    const { markdown } = await withLateProgress(vscode.l10n.t('BioNote: checking the engines'), (token) =>
      server.request(DiagnosticsReportRequest, { editor }, token),
    );
    return markdown;
  } catch (error) {
    if (!(error instanceof ServerStopped)) throw error;
    return reportWithoutServer(editor, `${process.platform} ${process.arch}`, vscode.l10n);
  }
}

function editorFacts({ extension }: vscode.ExtensionContext): NonNullable<DiagnosticsReportParams['editor']> {
  const { version } = extension.packageJSON as { version?: unknown };
  const { remoteName, uiKind, appName } = vscode.env;
  return {
    name: appName,
    version: vscode.version,
    extension: String(version),
    kind: uiKind === vscode.UIKind.Web ? 'web' : 'desktop',
    // The kind alone: what may follow a plus sign names a machine.
    ...(remoteName !== undefined && { remote: remoteName.split('+')[0] ?? '' }),
  };
}
