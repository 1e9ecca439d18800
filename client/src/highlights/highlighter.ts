import * as vscode from 'vscode';
import {
  settingsSection,
  type Annotation,
  type AnnotationsChange,
  type NoteAnnotations,
  type Settings,
} from '../../../server/src/shared/protocol.js';
import { asRange } from '../commands/reveal.js';
import { DrawnLooks } from './drawn-looks.js';
import { Findings } from './findings.js';
import { groupAnnotations, isCurrent } from './grouping.js';
import { failureMarks } from './failure-marks.js';
import { createConfirmedLook, createFailureLook, createLook } from './look.js';
import { Received } from './received.js';
import { shownAnnotations } from './shown.js';

/**
 * Draws the entities of every visible note. Between two messages of the server the editor moves what is drawn
 * with the text, and a message replaces it in one step, so nothing flickers.
 */
export class Highlighter implements vscode.Disposable {
  readonly #received = new Received();
  readonly #findings = new Findings();
  readonly #looks = new Map<string, vscode.TextEditorDecorationType>();
  readonly #drawn = new DrawnLooks<vscode.TextEditorDecorationType, vscode.DecorationOptions>();
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
        this.#received.forget(uri.toString());
        // A document whose language is changed closes too, and stays on screen.
        if (this.#findings.forget(uri.toString())) this.#show([uri.toString()]);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${settingsSection}.highlight`)) this.#drawAll();
      }),
    );
  }

  /** Takes in what has changed of what the server found in a note. */
  update(change: AnnotationsChange): void {
    const uri = vscode.Uri.parse(change.uri).toString();
    // What was sent before a document was closed may come after.
    if (!vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri)) return;
    const found = this.#received.take(uri, change);
    if (found && this.#findings.set(uri, found)) this.#show([uri]);
  }

  /**
   * Another server has started. What is drawn in the documents that it analyzes stays until it says more; the rest
   * goes, since nobody would tell of it any more.
   */
  restarted(isAnalyzed: (document: vscode.TextDocument) => boolean): void {
    const analyzed = new Set(
      vscode.workspace.textDocuments.filter(isAnalyzed).map(({ uri }) => uri.toString()),
    );
    this.#show(this.#findings.restarted((uri) => analyzed.has(uri)));
  }

  /** Nothing more is found in these documents for now. */
  rested(uris: readonly string[]): void {
    this.#show(this.#findings.rested(uris.map((uri) => vscode.Uri.parse(uri).toString())));
  }

  /** Hides the entities of these types, in every note. */
  hide(types: ReadonlySet<string>): void {
    this.#hidden = types;
    this.#drawAll();
  }

  /** What was found in a document last, whether or not it is drawn. */
  latest(uri: vscode.Uri): NoteAnnotations | undefined {
    return this.#findings.get(uri.toString());
  }

  /** The mentions of a document that are not hidden, where they are for the text that it has now. */
  shown(document: vscode.TextDocument): Annotation[] {
    const params = this.latest(document.uri);
    if (!params || !isCurrent(params, document)) return [];
    return shownAnnotations(params.annotations, this.#hidden, highlightOf(document));
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
    for (const look of this.#looks.values()) look.dispose();
  }

  /** Draws these documents anew, and tells of it. */
  #show(uris: readonly string[]): void {
    if (uris.length === 0) return;
    for (const editor of vscode.window.visibleTextEditors) {
      if (uris.includes(editor.document.uri.toString())) this.#draw(editor);
    }
    this.#changed.fire();
  }

  #drawAll(): void {
    for (const editor of vscode.window.visibleTextEditors) this.#draw(editor);
  }

  #draw(editor: vscode.TextEditor): void {
    const params = this.latest(editor.document.uri);
    if (params && !isCurrent(params, editor.document)) return;
    this.#drawn.replace(editor, params ? this.#looksFor(editor, params) : new Map());
  }

  #looksFor(
    editor: vscode.TextEditor,
    params: NoteAnnotations,
  ): Map<vscode.TextEditorDecorationType, vscode.DecorationOptions[]> {
    const setting = highlightOf(editor.document);
    const shown = setting === 'decorations' ? params.annotations : [];
    const looks = new Map<vscode.TextEditorDecorationType, vscode.DecorationOptions[]>();
    for (const [key, { type, style, annotations }] of groupAnnotations(shown, this.#hidden)) {
      const color = params.types.find(({ name }) => name === type)?.color;
      const look = this.#look(`${key} ${color ?? ''}`, () => createLook(type, color, style));
      looks.set(
        look,
        annotations.map(({ range }) => ({ range: asRange(range) })),
      );
    }
    const confirmed = shown.filter(({ state, type }) => state === 'confirmed' && !this.#hidden.has(type));
    if (confirmed.length > 0) {
      looks.set(
        this.#look('confirmed', createConfirmedLook),
        confirmed.map(({ range }) => ({ range: asRange(range) })),
      );
    }
    const failures = setting === 'off' ? [] : failureMarks(params.failures, vscode.l10n);
    if (failures.length > 0) {
      looks.set(
        this.#look('failure', createFailureLook),
        failures.map(({ range, reasons }) => ({ range: asRange(range), hoverMessage: [...reasons] })),
      );
    }
    return looks;
  }

  #look(key: string, create: () => vscode.TextEditorDecorationType): vscode.TextEditorDecorationType {
    const known = this.#looks.get(key);
    if (known) return known;
    const look = create();
    this.#looks.set(key, look);
    return look;
  }
}

/** How the setting wants a document highlighted, or documents in general. */
export function highlightOf(document: vscode.TextDocument | undefined): Settings['highlight'] {
  return vscode.workspace
    .getConfiguration(settingsSection, document)
    .get<Settings['highlight']>('highlight', 'decorations');
}
