import * as vscode from 'vscode';
import type { Annotation } from '../../../server/src/shared/protocol.js';

/** An LSP range: lines and UTF-16 columns. */
type Range = Annotation['range'];

/** An LSP range as the editor's. */
export function asRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** Marks the sentences that the entry of a list speaks of, while the list is open. */
export class EvidenceMarker implements vscode.Disposable {
  readonly #look = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('bionote.evidenceBackground'),
    isWholeLine: true,
  });
  readonly #marked = new Set<vscode.TextEditor>();

  /** Shows a sentence without taking the focus from the list. */
  async preview(document: vscode.TextDocument, range: Range, column?: vscode.ViewColumn): Promise<void> {
    const editor = await vscode.window.showTextDocument(document, {
      preserveFocus: true,
      preview: false,
      ...(column !== undefined && { viewColumn: column }),
    });
    editor.setDecorations(this.#look, [asRange(range)]);
    editor.revealRange(asRange(range), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    this.#marked.add(editor);
  }

  dispose(): void {
    this.#look.dispose();
  }
}

/** Goes to a sentence and selects it. */
export async function goTo(
  document: vscode.TextDocument,
  range: Range,
  column?: vscode.ViewColumn,
): Promise<void> {
  await vscode.window.showTextDocument(document, {
    selection: asRange(range),
    preview: false,
    ...(column !== undefined && { viewColumn: column }),
  });
}
