import * as vscode from 'vscode';
import { isNote } from './note-selector.js';

/** Knows which note a command means: the one it was given, the one in front, or the one that was last in front. */
export class NoteEditors implements vscode.Disposable {
  #last: vscode.TextDocument | undefined;
  /** What has the focus now, note or not. */
  #front: vscode.TextDocument | undefined;
  #lastAnalyzed: vscode.TextDocument | undefined;
  readonly #subscriptions: vscode.Disposable;

  /** @param isAnalyzed whether a document is analyzed, by its language or by the user's choice. */
  constructor(private readonly isAnalyzed: (document: vscode.TextDocument) => boolean) {
    this.#remember(vscode.window.activeTextEditor);
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.#remember(editor);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document === this.#last) this.#last = undefined;
      }),
    );
  }

  /**
   * The editor of the note that a command means; `given` is what a menu or a caller passed. Offers the sample
   * and returns `undefined` if no note is open.
   */
  async target(given?: unknown): Promise<vscode.TextEditor | undefined> {
    if (given instanceof vscode.Uri) return this.show(given);
    const active = vscode.window.activeTextEditor;
    if (active && isNote(active.document)) return active;
    if (this.#last && !this.#last.isClosed) return shown(this.#last);
    const open = vscode.l10n.t('Open a sample note');
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t('BioNote: open a clinical note, a plain text or a Markdown file first.'),
      open,
    );
    if (chosen === open) await vscode.commands.executeCommand('bionote.openSample');
    return undefined;
  }

  /** The analyzed note in front, or the one that was last in front, as long as it is open. */
  get analyzed(): vscode.TextDocument | undefined {
    const front = vscode.window.activeTextEditor?.document;
    if (front && this.isAnalyzed(front)) return front;
    return this.#lastAnalyzed?.isClosed === false ? this.#lastAnalyzed : undefined;
  }

  /** The editor of a document, brought to the front. */
  async show(uri: vscode.Uri): Promise<vscode.TextEditor> {
    return shown(await vscode.workspace.openTextDocument(uri));
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #remember(editor: vscode.TextEditor | undefined): void {
    if (this.#front && this.isAnalyzed(this.#front)) this.#lastAnalyzed = this.#front;
    this.#front = editor?.document;
    if (editor && isNote(editor.document)) this.#last = editor.document;
  }
}

/** Brings a document to the front, where it is seen already if it is: not a second time over what lies beside it. */
function shown(document: vscode.TextDocument): Thenable<vscode.TextEditor> {
  const column = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
  return vscode.window.showTextDocument(document, column === undefined ? {} : { viewColumn: column });
}
