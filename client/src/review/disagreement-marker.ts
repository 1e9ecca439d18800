import * as vscode from 'vscode';
import type { OpenMatter } from '../../../server/src/shared/protocol.js';
import { asRange } from '../commands/reveal.js';
import { rangesOf } from './disagreement-text.js';

/** Shows in the text what annotators differ about, as long as that is asked. */
export class DisagreementMarker implements vscode.Disposable {
  readonly #look = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('bionote.evidenceBackground'),
    border: '1px solid',
    borderColor: new vscode.ThemeColor('editorWarning.foreground'),
  });

  /** Marks every place that a side speaks of, and goes there. */
  show(editor: vscode.TextEditor, { range, options }: OpenMatter): void {
    const places = new Map(
      options.flatMap(({ said }) => rangesOf(said)).map((each) => [JSON.stringify(each), each]),
    );
    editor.setDecorations(this.#look, Array.from(places.values(), asRange));
    // The menu lies over the top of the editor.
    const whole = asRange(range);
    editor.selection = new vscode.Selection(whole.start, whole.start);
    editor.revealRange(whole, vscode.TextEditorRevealType.InCenter);
  }

  dispose(): void {
    this.#look.dispose();
  }
}
