import * as vscode from 'vscode';
import type { VirtualDocuments } from '../virtual-documents.js';
import { pageOf, type Page, type PageAction, type PageLink, type Piece } from './page.js';
import { headLines } from './sentence-lines.js';

/** What a page shows of a note, and what can be done with it. */
export interface WrittenContent {
  readonly title: string;
  /** The note that it is of. */
  readonly note: vscode.Uri;
  readonly version: number;
  /** A table stands below the note, where its rows have room, and its lines are not wrapped. */
  readonly isTable?: boolean;
  /** The lines below the head. */
  readonly lines: () => Piece[][];
  /** Asks for the same again. */
  readonly again: () => unknown;
  /** What the other links of the page do; true where the page is to be drawn again. */
  readonly other?: (action: PageAction) => boolean | Promise<boolean>;
}

/** Goes to a place in a note. */
type GoTo = (uri: vscode.Uri, version: number, place: Extract<PageAction, { do: 'go' }>['place']) => unknown;

/**
 * Pages of what a model wrote about notes: texts beside the note that stay until they are closed, with links to the
 * passages. A page says when its note has changed since.
 */
export class WrittenPages implements vscode.DocumentLinkProvider, vscode.Disposable {
  readonly #contents = new Map<string, WrittenContent>();
  readonly #pages = new Map<string, Page>();
  readonly #old = new Set<string>();
  readonly #subscriptions: vscode.Disposable;

  constructor(
    private readonly documents: VirtualDocuments,
    private readonly goTo: GoTo,
  ) {
    this.#subscriptions = vscode.Disposable.from(
      vscode.languages.registerDocumentLinkProvider({ scheme: documents.uri('').scheme }, this),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#outdate(document);
      }),
    );
  }

  /** Shows a page beside the note, a table below it; a page of that name is replaced. */
  async show(name: string, content: WrittenContent): Promise<void> {
    this.#contents.set(name, content);
    this.#old.delete(name);
    this.#draw(name);
    const opened = await vscode.workspace.openTextDocument(this.documents.uri(name));
    if (vscode.window.visibleTextEditors.some((editor) => editor.document === opened)) return;
    const { isTable = false } = content;
    const document = await vscode.languages.setTextDocumentLanguage(
      opened,
      isTable ? 'bionote-table' : 'bionote-page',
    );
    const front = vscode.window.activeTextEditor;
    if (isTable) await vscode.commands.executeCommand('workbench.action.newGroupBelow');
    await vscode.window.showTextDocument(document, {
      viewColumn: isTable ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: false,
    });
    if (!isTable || front?.viewColumn === undefined) return;
    await vscode.window.showTextDocument(front.document, { viewColumn: front.viewColumn });
  }

  /** Draws a page again, where `content` is still what it shows. */
  redraw(name: string, content: WrittenContent): void {
    if (this.#contents.get(name) === content) this.#draw(name);
  }

  /** Does what a link of a page says. */
  async follow(name: unknown, index: unknown): Promise<void> {
    const content = typeof name === 'string' ? this.#contents.get(name) : undefined;
    const link = typeof name === 'string' ? this.#pages.get(name)?.links[Number(index)] : undefined;
    if (!content || !link || typeof name !== 'string') return;
    const { action } = link;
    if (action.do === 'go') {
      const { uri } = action.place;
      // The version of another note is not known: its words are looked for.
      if (uri === undefined) await this.goTo(content.note, content.version, action.place);
      else await this.goTo(vscode.Uri.parse(uri), -1, action.place);
    } else if (action.do === 'again') await content.again();
    else if ((await content.other?.(action)) === true) this.#draw(name);
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    const name = document.uri.path.slice(1);
    return (this.#pages.get(name)?.links ?? []).map((link, index) => {
      const range = new vscode.Range(link.line, link.start, link.line, link.end);
      const args = encodeURIComponent(JSON.stringify([name, index]));
      const shown = new vscode.DocumentLink(range, vscode.Uri.parse(`command:bionote.followLink?${args}`));
      shown.tooltip = tooltipOf(link);
      return shown;
    });
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #draw(name: string): void {
    const content = this.#contents.get(name);
    if (!content) return;
    const note = vscode.workspace.asRelativePath(content.note);
    const head = headLines(content.title, note, this.#old.has(name), vscode.l10n);
    const page = pageOf([...head, ...content.lines()]);
    this.#pages.set(name, page);
    this.documents.write(name, page.text);
  }

  #outdate(document: vscode.TextDocument): void {
    for (const [name, { note, version }] of this.#contents) {
      const isOf = note.toString() === document.uri.toString() && document.version !== version;
      if (!isOf || this.#old.has(name)) continue;
      this.#old.add(name);
      this.#draw(name);
    }
  }
}

function tooltipOf({ action }: PageLink): string {
  switch (action.do) {
    case 'go':
      return vscode.l10n.t('Go to the passage');
    case 'again':
      return vscode.l10n.t('Ask again: the model reads only what has changed');
    case 'sort':
      return vscode.l10n.t('Sort by this column');
    case 'export':
      return vscode.l10n.t('Save the table');
  }
}
