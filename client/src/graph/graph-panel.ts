import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { FoundText, NoteFindings } from '../../../server/src/shared/protocol.js';
import { goToPlace } from '../commands/go-to.js';
import { filterFindings } from '../panel/filter.js';
import type { Filter } from '../panel/findings-filter.js';
import type { FindingsSource } from '../panel/findings-source.js';
import { readMessage, type FromGraph, type ToGraph } from './messages.js';
import { conceptAt, noteGraph } from './model.js';
import { graphPage } from './page.js';

/**
 * The relations of the note in front as a graph beside it. A choice in it goes to the text, and the cursor in the text
 * lights a concept. The bundle that draws it is loaded with the first graph.
 */
export class GraphPanel implements vscode.Disposable {
  #panel: vscode.WebviewPanel | undefined;
  #subscriptions: vscode.Disposable | undefined;
  #lit: string | undefined;
  /** How often each concept was chosen: another choice goes to its next mention. */
  readonly #chosen = new Map<string, number>();

  constructor(
    private readonly extension: vscode.Uri,
    private readonly source: FindingsSource,
    private readonly filter: Filter,
  ) {}

  /** Opens the graph, or brings it to the front. */
  show(): void {
    if (this.#panel) {
      this.#panel.reveal(undefined, true);
      return;
    }
    const bundles = vscode.Uri.joinPath(this.extension, 'dist');
    const panel = vscode.window.createWebviewPanel(
      'bionote.graph',
      vscode.l10n.t('Relations of the note'),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [bundles] },
    );
    const media = vscode.Uri.joinPath(this.extension, 'media');
    panel.iconPath = {
      light: vscode.Uri.joinPath(media, 'note-light.svg'),
      dark: vscode.Uri.joinPath(media, 'note-dark.svg'),
    };
    this.#panel = panel;
    let watching: vscode.Disposable | undefined = this.source.watch();
    this.#subscriptions = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const read = readMessage(message);
        if (read) void this.#answer(read);
      }),
      panel.onDidChangeViewState(() => {
        watching?.dispose();
        watching = panel.visible ? this.source.watch() : undefined;
      }),
      this.source.onDidChange(() => {
        this.#draw();
      }),
      this.filter.onDidChange(() => {
        this.#draw();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        this.#light(textEditor);
      }),
      new vscode.Disposable(() => {
        watching?.dispose();
      }),
    );
    panel.onDidDispose(() => {
      this.#subscriptions?.dispose();
      this.#panel = undefined;
    });
    panel.webview.html = graphPage(
      {
        nonce: randomBytes(16).toString('base64url'),
        language: vscode.env.language,
        script: panel.webview.asWebviewUri(vscode.Uri.joinPath(bundles, 'graph.js')).toString(),
      },
      vscode.l10n,
    );
  }

  dispose(): void {
    this.#subscriptions?.dispose();
    this.#panel?.dispose();
  }

  #shown(): NoteFindings | undefined {
    const { latest } = this.source;
    return latest && filterFindings(latest, this.filter.now);
  }

  #draw(): void {
    const shown = this.#shown() ?? {
      uri: '',
      version: 0,
      types: [],
      entities: [],
      relations: [],
      contradictions: [],
    };
    this.#tell({ kind: 'graph', graph: noteGraph(shown, vscode.l10n) });
    // A page that has just come up knows of no light.
    this.#lit = undefined;
    this.#tell({ kind: 'light' });
    const editor = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === vscode.Uri.parse(shown.uri).toString(),
    );
    if (editor) this.#light(editor);
  }

  #light({ document, selection: { active } }: vscode.TextEditor): void {
    const { latest } = this.source;
    if (!latest || vscode.Uri.parse(latest.uri).toString() !== document.uri.toString()) return;
    const concept = latest.version === document.version ? conceptAt(latest, active) : undefined;
    if (concept === this.#lit) return;
    this.#lit = concept;
    this.#tell({ kind: 'light', ...(concept !== undefined && { concept }) });
  }

  #tell(message: ToGraph): void {
    void this.#panel?.webview.postMessage(message);
  }

  async #answer(message: FromGraph): Promise<void> {
    if (message.kind === 'ready') {
      this.#draw();
      return;
    }
    const shown = this.#shown();
    const chosen = shown && this.#textOf(shown, message);
    if (!chosen) return;
    const { uri, version } = shown;
    await goToPlace({ uri, version, range: chosen.range, text: chosen.text });
  }

  #textOf(
    { entities, relations }: NoteFindings,
    { kind, id }: Exclude<FromGraph, { kind: 'ready' }>,
  ): FoundText | undefined {
    if (kind === 'relation') return relations.find((relation) => relation.id === id)?.evidence;
    const mentions = entities.filter(({ concept }) => concept === id);
    const times = this.#chosen.get(id) ?? 0;
    this.#chosen.set(id, times + 1);
    return mentions[times % mentions.length];
  }
}
