import * as l10n from '@vscode/l10n';
import {
  LSPErrorCodes,
  ResponseError,
  Range,
  type DidChangeTextDocumentParams,
  type TextDocumentItem,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis/analysis.js';
import type { NoteAnalysis } from '../analysis/note-analysis.js';
import { isAutomatic, startsOn, type Occasion } from './activation.js';
import { typingDelay, type BackgroundAnalysis } from './background.js';
import { applyChanges } from './document-changes.js';
import { spanOf, viewOf, type NoteView } from '../features/note-view.js';
import { noteStatusOf, unsuitableStatus } from '../features/status.js';
import { unsuitable } from './suitability.js';
import type { NoteStatus, ReviewProgress, Settings } from '../shared/protocol.js';

interface OpenDocument {
  document: TextDocument;
  /** Absent until the client has answered. */
  settings?: Settings;
  /** Counts requests for the settings, so an outdated answer can be dropped. */
  asked: number;
  /** The ranges on screen. */
  viewport: readonly Range[];
  /** Whether the user cleared it: it is not analyzed again until somebody asks. */
  cleared: boolean;
  /**
   * Its state in the analysis. Most documents stay `closed`: the analysis never sees them. `shown` is inactive too,
   * but the user analyzed a part of it, and what was found there is visible.
   */
  state: 'closed' | 'active' | 'inactive' | 'shown';
}

export interface OpenNotesParts {
  /** What the user has switched on or off before, by URI. */
  readonly switched: Readonly<Record<string, boolean>>;
  readonly analysis: Analysis;
  readonly background: BackgroundAnalysis;
  /** A snapshot with people's annotations of the note, and how far their review has come. */
  reviewed(analysis: NoteAnalysis): NoteAnalysis;
  review(analysis: NoteAnalysis): ReviewProgress | undefined;
  settingsFor(uri: string): Promise<Settings>;
  /** The status of a note may have changed. */
  changed(uri: string): void;
  /** A note's results are gone; `version` is set if the document is still open. */
  gone(uri: string, version?: number): void;
}

/** The editor's open documents: which are analyzed, and when. */
export class OpenNotes {
  readonly #notes = new Map<string, OpenDocument>();
  /** The user's choice for a document, by URI. It overrides the settings and survives closing the document. */
  readonly #wanted: Map<string, boolean>;

  constructor(private readonly parts: OpenNotesParts) {
    this.#wanted = new Map(Object.entries(parts.switched));
  }

  async open({ uri, languageId, version, text }: TextDocumentItem): Promise<void> {
    const document = TextDocument.create(uri, languageId, version, text);
    const note: OpenDocument = { document, asked: 0, viewport: [], cleared: false, state: 'closed' };
    this.#notes.set(uri, note);
    await this.#configure(uri, note);
    this.#start(uri, note, 'opened');
  }

  change({ textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams): void {
    const note = this.#notes.get(uri);
    if (!note) return;
    const { document, edits } = applyChanges(note.document, contentChanges, version);
    note.document = document;
    if (note.state !== 'closed') this.parts.analysis.change(uri, version, document.getText(), edits);
    this.#admit(uri, note);
    this.#start(uri, note, 'edited');
  }

  save(uri: string): void {
    const note = this.#notes.get(uri);
    if (note) this.#start(uri, note, 'saved');
  }

  close(uri: string): void {
    const note = this.#notes.get(uri);
    this.#notes.delete(uri);
    // A new document gets the same name again.
    if (uri.startsWith('untitled:')) this.#wanted.delete(uri);
    if (note) this.#withdraw(uri, note);
  }

  setActive(uri: string, active: boolean): void {
    const note = this.#require(uri);
    note.cleared = false;
    this.#wanted.set(uri, active);
    if (!active && note.state === 'shown') {
      note.state = 'inactive';
      this.parts.analysis.clear(uri);
    }
    this.#admit(uri, note);
    if (active) this.parts.background.schedule(uri, 0);
    else this.parts.background.stop(uri);
  }

  /** Switches a note on because the user asked for its analysis; does not start it. */
  want(uri: string): void {
    const note = this.#require(uri);
    note.cleared = false;
    this.#wanted.set(uri, true);
    this.#admit(uri, note);
  }

  /** Forgets what was found in a note, and finds nothing more in it until the user asks. */
  clear(uri: string): void {
    const note = this.#notes.get(uri);
    if (note) note.cleared = true;
    this.parts.background.stop(uri);
    this.parts.analysis.clear(uri);
  }

  /** Shows what is found in a part of a note, without analyzing the rest from then on. */
  show(uri: string): void {
    this.document(uri);
    const note = this.#require(uri);
    if (note.state === 'inactive') note.state = 'shown';
  }

  /**
   * Sets the visible ranges. Kept until the analysis opens the document. They are only a hint, so anything that
   * is not a range is ignored.
   */
  setViewport(uri: string, ranges: readonly unknown[]): void {
    const note = this.#notes.get(uri);
    if (!note) return;
    note.viewport = ranges.filter((range) => Range.is(range));
    if (note.state !== 'closed') this.#tellViewport(uri, note);
  }

  /**
   * Opens the document in the analysis if it is not open there yet, whether or not it is active.
   *
   * @throws ResponseError if it is not open or cannot be analyzed.
   */
  document(uri: string): TextDocument {
    const note = this.#require(uri);
    if (note.state === 'closed') {
      const active = this.#isActive(uri, note);
      this.parts.analysis.open(uri, note.document.version, note.document.getText(), active);
      note.state = active ? 'active' : 'inactive';
      this.#tellViewport(uri, note);
    }
    return note.document;
  }

  /** The view that features answer from; `undefined` for documents that are not analyzed. */
  view(uri: string): NoteView | undefined {
    const state = this.#notes.get(uri)?.state;
    if (state !== 'active' && state !== 'shown') return undefined;
    const analysis = this.parts.analysis.snapshot(uri);
    return analysis && viewOf(this.parts.reviewed(analysis));
  }

  settings(uri: string): Settings | undefined {
    return this.#notes.get(uri)?.settings;
  }

  /** Whether the editor has a document open, analyzed or not. */
  isOpen(uri: string): boolean {
    return this.#notes.has(uri);
  }

  get uris(): string[] {
    return [...this.#notes.keys()];
  }

  /** The status of each note that is analyzed, or would be if possible. */
  statuses(): NoteStatus[] {
    return [...this.#notes].flatMap(([uri, note]) => {
      const analysis = this.parts.analysis.snapshot(uri);
      if (analysis) {
        const review = this.parts.review(analysis);
        return [{ ...noteStatusOf(this.parts.reviewed(analysis)), ...(review && { review }) }];
      }
      const reason = this.#isActive(uri, note) ? unsuitable(note.document.getText()) : undefined;
      return reason === undefined ? [] : [unsuitableStatus(uri, reason)];
    });
  }

  /** Reads every document's settings again and switches analysis on or off accordingly. */
  async settingsChanged(): Promise<void> {
    await Promise.all(Array.from(this.#notes, ([uri, note]) => this.#configure(uri, note)));
  }

  /** Analyzes all automatically analyzed notes again, for example after the model has changed. */
  startAll(): void {
    for (const [uri, note] of this.#notes) this.#start(uri, note, 'opened');
  }

  /** Reads a note's settings. Meanwhile the note may be closed or reopened, or its settings requested again. */
  async #configure(uri: string, note: OpenDocument): Promise<void> {
    const turn = ++note.asked;
    const settings = await this.parts.settingsFor(uri);
    if (this.#notes.get(uri) !== note || note.asked !== turn) return;
    note.settings = settings;
    this.#admit(uri, note);
  }

  #tellViewport(uri: string, { document, viewport }: OpenDocument): void {
    const spans = viewport.map((range) => spanOf(document, range));
    this.parts.analysis.setViewport(uri, spans);
  }

  #require(uri: string): OpenDocument {
    const note = this.#notes.get(uri);
    if (!note) {
      throw new ResponseError(LSPErrorCodes.RequestFailed, l10n.t('The document is not open in the editor.'));
    }
    const reason = unsuitable(note.document.getText());
    if (reason !== undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, reason);
    return note;
  }

  /** Opens, activates or closes the document in the analysis, as its state requires. */
  #admit(uri: string, note: OpenDocument): void {
    const active = this.#isActive(uri, note);
    if (!active && note.state === 'closed') return;
    if (unsuitable(note.document.getText()) !== undefined) this.#withdraw(uri, note);
    else if (note.state === 'closed') this.document(uri);
    else if (active !== (note.state === 'active')) {
      note.state = active ? 'active' : 'inactive';
      if (!active) this.parts.background.stop(uri);
      this.parts.analysis.setActive(uri, active);
    }
    this.parts.changed(uri);
  }

  #withdraw(uri: string, note: OpenDocument): void {
    this.parts.background.stop(uri);
    if (note.state !== 'closed') this.parts.analysis.close(uri);
    note.state = 'closed';
    if (this.#notes.has(uri)) this.parts.gone(uri, note.document.version);
    else this.parts.gone(uri);
  }

  #start(uri: string, note: OpenDocument, occasion: Occasion): void {
    if (note.cleared || note.state !== 'active' || !note.settings || !startsOn(occasion, note.settings))
      return;
    this.parts.background.schedule(uri, occasion === 'edited' ? typingDelay : 0);
  }

  #isActive(uri: string, { document, settings }: OpenDocument): boolean {
    const wanted = this.#wanted.get(uri);
    return wanted ?? (settings !== undefined && isAutomatic(document.languageId, settings));
  }
}
