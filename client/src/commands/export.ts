import * as vscode from 'vscode';
import { ExportRequest, type ExportResult } from '../../../server/src/shared/export.js';
import type { App } from '../app.js';
import { plainText } from '../plain-text.js';
import { exportFormat } from './export-format.js';
import { saveExport } from './save-export.js';

/** Writes the note in front in the format of another tool, and says what the format could not carry. */
export async function exportNote(app: App, given?: unknown): Promise<ExportResult | undefined> {
  const editor = await app.editors.target();
  const format = editor && (await exportFormat(vscode.l10n.t('Export the note as'), given));
  if (!format) return undefined;
  const { version } = app.context.extension.packageJSON as { readonly version: string };
  const result = await app.server.request(ExportRequest, {
    uri: editor.document.uri.toString(),
    format,
    version,
  });
  if ((await saveExport(result)) && result.losses.length > 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('BioNote: the note was exported. {0}', result.losses.map(plainText).join(' ')),
    );
  }
  return result;
}
