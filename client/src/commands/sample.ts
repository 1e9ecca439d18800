import * as vscode from 'vscode';
import { noteLanguage } from '../../../server/src/shared/protocol.js';
import type { App } from '../app.js';

/** Opens a copy of the sample note, to try things on: it is a new document that is nowhere saved. */
export async function openSample({ context }: App): Promise<vscode.Uri> {
  const source = vscode.Uri.joinPath(context.extensionUri, 'samples', 'progress-note.note');
  const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(source));
  const document = await vscode.workspace.openTextDocument({ language: noteLanguage, content });
  await vscode.window.showTextDocument(document);
  return document.uri;
}
