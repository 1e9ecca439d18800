import * as vscode from 'vscode';
import type { Place } from '../panel/rows.js';
import { foundAgain } from '../panel/found-again.js';
import { asRange } from './reveal.js';

/** Goes to a place of a list and selects it; where the text has changed since, to where the words are now. */
export async function goToPlace(place: Place): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(place.uri));
  const range = presentRange(document, place);
  if (range) {
    // The editor that shows the note already, so that a graph beside it stays.
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
    const column = shown?.viewColumn;
    await vscode.window.showTextDocument(document, {
      selection: range,
      preview: false,
      ...(column !== undefined && { viewColumn: column }),
    });
    return;
  }
  await vscode.window.showTextDocument(document, { preview: false });
  void vscode.window.showInformationMessage(
    vscode.l10n.t('BioNote: the note has changed, and these words are no longer in it.'),
  );
}

function presentRange(document: vscode.TextDocument, place: Place): vscode.Range | undefined {
  const range = asRange(place.range);
  if (document.version === place.version) return range;
  const said = document.getText(range).replace(/\s+/g, ' ').trim();
  if (said === place.text) return range;
  const found = foundAgain(document.getText(), place.text, document.offsetAt(range.start));
  return found && new vscode.Range(document.positionAt(found.start), document.positionAt(found.end));
}
