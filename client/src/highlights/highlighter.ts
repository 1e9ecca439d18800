import * as vscode from 'vscode';
import { settingsSection, type AnnotationsParams, type Settings } from '../../../server/src/protocol.js';
import { asRange } from '../commands/reveal.js';
import { groupAnnotations, isCurrent } from './grouping.js';
import { failureMarks } from './failure-marks.js';
import { createFailureLook, createLook } from './look.js';

/**
 * Draws the entities of every visible note. Between two messages of the server the editor moves what is drawn
 * with the text, and a message replaces it in one step, so nothing flickers.
 */
export class Highlighter implements vscode.Disposable {
  readonly #latest = new Map<string, AnnotationsParams>();
  readonly #looks = new Map<string, vscode.TextEditorDecorationType>();
  readonly #drawn = new WeakMap<vscode.TextEditor, Set<vscode.TextEditorDecorationType>>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;
  #hidden: ReadonlySet<string> = new Set();
  /** What is known of some note has changed. */
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        editors.forEach((editor) => {
          this.#draw(editor);
        });
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#latest.delete(uri.toString());
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${settingsSection}.highlight`)) this.#drawAll();
      }),
    );
  }

  /** Takes what the server found in a note. */
  update(params: AnnotationsParams): void {
    const uri = vscode.Uri.parse(params.uri).toString();
    this.#latest.set(uri, params);
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.toString() === uri) this.#draw(editor);
    }
    this.#changed.fire();
  }

  /** Hides the entities of these types, in every note. */
  hide(types: ReadonlySet<string>): void {
    this.#hidden = types;
    this.#drawAll();
  }

  /** What was found in a document last, whether or not it is drawn. */
  latest(uri: vscode.Uri): AnnotationsParams | undefined {
    return this.#latest.get(uri.toString());
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
    for (const look of this.#looks.values()) look.dispose();
  }

  #drawAll(): void {
    for (const editor of vscode.window.visibleTextEditors) this.#draw(editor);
  }

  #draw(editor: vscode.TextEditor): void {
    const params = this.latest(editor.document.uri);
    if (!params || !isCurrent(params, editor.document)) return;
    const setting = vscode.workspace
      .getConfiguration(settingsSection, editor.document)
      .get<Settings['highlight']>('highlight', 'decorations');
    const shown = setting === 'decorations' ? params.annotations : [];
    const before = this.#drawn.get(editor) ?? new Set();
    const now = new Set<vscode.TextEditorDecorationType>();
    for (const [key, { type, style, annotations }] of groupAnnotations(shown, this.#hidden)) {
      const color = params.types.find(({ name }) => name === type)?.color;
      const look = this.#look(`${key} ${color ?? ''}`, () => createLook(type, color, style));
      editor.setDecorations(
        look,
        annotations.map(({ range }) => asRange(range)),
      );
      now.add(look);
    }
    const failures = setting === 'off' ? [] : failureMarks(params.failures, vscode.l10n);
    if (failures.length > 0) {
      const look = this.#look('failure', createFailureLook);
      editor.setDecorations(
        look,
        failures.map(({ range, reasons }) => ({ range: asRange(range), hoverMessage: [...reasons] })),
      );
      now.add(look);
    }
    for (const look of before) if (!now.has(look)) editor.setDecorations(look, []);
    this.#drawn.set(editor, now);
  }

  #look(key: string, create: () => vscode.TextEditorDecorationType): vscode.TextEditorDecorationType {
    const known = this.#looks.get(key);
    if (known) return known;
    const look = create();
    this.#looks.set(key, look);
    return look;
  }
}
