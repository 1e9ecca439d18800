import * as vscode from 'vscode';
import { ReviewStatesRequest, type ReviewState } from '../../../server/src/shared/protocol.js';
import { noteFiles } from '../note-selector.js';
import type { Server } from '../server.js';
import { mostNotes } from './folder-notes.js';
import type { FolderResults } from './folder-results.js';

/** What a review leaves beside a note. */
const logFiles = '**/*.review.jsonl';

/** How long changes of files are gathered before they are counted, in milliseconds. */
const gathering = 500;

/**
 * How far the reviews of a folder's notes have come: of the folder that was analyzed last, else of those that are open.
 * Counted while somebody looks, once a note has a review.
 */
export class FolderReviews implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;
  #states: ReadonlyMap<string, ReviewState> = new Map();
  #watching = false;
  #timer: NodeJS.Timeout | undefined;
  #counting: vscode.CancellationTokenSource | undefined;
  /** What {@link states} gives has changed. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly server: Pick<Server, 'running' | 'request' | 'onStarted'>,
    private readonly results: FolderResults,
  ) {
    const later = (): void => {
      this.#schedule();
    };
    const watcher = vscode.workspace.createFileSystemWatcher(logFiles);
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      watcher,
      watcher.onDidCreate(later),
      watcher.onDidChange(later),
      watcher.onDidDelete(later),
      server.onStarted(later),
      vscode.workspace.onDidSaveTextDocument(later),
      new vscode.Disposable(
        results.onDidChange(() => {
          if (results.latest?.state !== 'running') later();
        }),
      ),
    );
  }

  /** By the addresses of the notes; empty where none has a review. */
  get states(): ReadonlyMap<string, ReviewState> {
    return this.#states;
  }

  /** Whether somebody looks. */
  watch(watching: boolean): void {
    this.#watching = watching;
    if (watching) this.#schedule();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#counting?.cancel();
    this.#subscriptions.dispose();
  }

  #schedule(): void {
    if (!this.#watching || !this.server.running) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      // What cannot be counted now is counted with the next change.
      this.#count().catch(() => undefined);
    }, gathering);
  }

  async #count(): Promise<void> {
    this.#counting?.cancel();
    const counting = new vscode.CancellationTokenSource();
    this.#counting = counting;
    const [log] = await vscode.workspace.findFiles(logFiles, undefined, 1, counting.token);
    const uris = log ? await this.#notes(counting.token) : [];
    const { states } =
      uris.length === 0
        ? { states: [] }
        : await this.server.request(ReviewStatesRequest, { uris }, counting.token);
    if (this.#counting !== counting) return;
    this.#states = new Map(uris.flatMap((uri, index) => (states[index] ? [[uri, states[index]]] : [])));
    this.#changed.fire();
  }

  async #notes(token: vscode.CancellationToken): Promise<string[]> {
    const { latest } = this.results;
    if (latest && latest.notes.length > 0) return latest.notes.map(({ uri }) => uri);
    const found = await vscode.workspace.findFiles(noteFiles, undefined, mostNotes, token);
    return found.map(String);
  }
}
