import * as vscode from 'vscode';
import { isCurrent } from '../highlights/grouping.js';
import { filterFindings } from '../panel/filter.js';
import type { Filter } from '../panel/findings-filter.js';
import type { FindingsSource } from '../panel/findings-source.js';
import { lineText } from './line-text.js';

const memoryKey = 'lineRelations';

/** Shows the relations of the line with the cursor after that line; off until somebody switches it on. */
export class LineRelations implements vscode.Disposable {
  readonly #look = vscode.window.createTextEditorDecorationType({
    after: {
      color: new vscode.ThemeColor('editorCodeLens.foreground'),
      fontStyle: 'italic',
      margin: '0 0 0 3em',
    },
  });
  readonly #subscriptions: vscode.Disposable;
  #watching: vscode.Disposable | undefined;
  #drawn: vscode.TextEditor | undefined;

  constructor(
    private readonly memory: vscode.Memento,
    private readonly source: FindingsSource,
    private readonly filter: Filter,
  ) {
    const draw = (): void => {
      this.#draw();
    };
    this.#subscriptions = vscode.Disposable.from(
      this.#look,
      source.onDidChange(draw),
      filter.onDidChange(draw),
      vscode.window.onDidChangeTextEditorSelection(draw),
      vscode.window.onDidChangeActiveTextEditor(draw),
    );
    if (memory.get<boolean>(memoryKey, false)) this.#watching = source.watch();
  }

  /** Switches them on or off, for every note; returns whether they are on now. */
  async toggle(): Promise<boolean> {
    const on = this.#watching === undefined;
    if (on) this.#watching = this.source.watch();
    else {
      this.#watching?.dispose();
      this.#watching = undefined;
    }
    this.#draw();
    await this.memory.update(memoryKey, on);
    return on;
  }

  dispose(): void {
    this.#watching?.dispose();
    this.#subscriptions.dispose();
  }

  #draw(): void {
    const editor = vscode.window.activeTextEditor;
    if (this.#drawn && this.#drawn !== editor) this.#drawn.setDecorations(this.#look, []);
    this.#drawn = editor;
    editor?.setDecorations(this.#look, this.#decorations(editor));
  }

  #decorations({ document, selection }: vscode.TextEditor): vscode.DecorationOptions[] {
    const { latest } = this.source;
    if (!this.#watching || !latest || vscode.Uri.parse(latest.uri).toString() !== document.uri.toString()) {
      return [];
    }
    if (!isCurrent(latest, document)) return [];
    const { line } = selection.active;
    const contentText = lineText(filterFindings(latest, this.filter.now), line, vscode.l10n);
    if (contentText === '') return [];
    return [{ range: document.lineAt(line).range, renderOptions: { after: { contentText } } }];
  }
}
