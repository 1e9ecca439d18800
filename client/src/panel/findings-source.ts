import * as vscode from 'vscode';
import { FindingsRequest, type NoteFindings } from '../../../server/src/shared/protocol.js';
import type { NoteEditors } from '../note-editors.js';
import type { Server } from '../server.js';

/** How long changes are gathered before the server is asked, in milliseconds, and what each entity of the note adds. */
const gathering = { least: 150, perEntity: 0.3 };

/**
 * The findings of the analyzed note in front, as the server's store has them: asked for when they change, and only
 * while somebody looks.
 */
export class FindingsSource implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;
  #latest: NoteFindings | undefined;
  #watchers = 0;
  #timer: NodeJS.Timeout | undefined;
  #turn = 0;
  /** What {@link latest} gives has changed. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly server: Server,
    private readonly editors: Pick<NoteEditors, 'analyzed'>,
  ) {
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      server.onFindingsChanged(({ uri }) => {
        if (vscode.Uri.parse(uri).toString() === editors.analyzed?.uri.toString()) {
          const { least, perEntity } = gathering;
          this.#schedule(least + perEntity * (this.#latest?.entities.length ?? 0));
        }
      }),
      server.onStarted(() => {
        this.#schedule(gathering.least);
      }),
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.#schedule(0);
      }),
    );
  }

  /** The findings as they were told last; absent if no note is analyzed, or nobody has looked yet. */
  get latest(): NoteFindings | undefined {
    return this.#latest;
  }

  /** Keeps {@link latest} up to date until what it returns is disposed of. */
  watch(): vscode.Disposable {
    this.#watchers++;
    this.#schedule(0);
    let watching = true;
    return new vscode.Disposable(() => {
      if (watching) this.#watchers--;
      watching = false;
    });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  #schedule(delay: number): void {
    if (this.#watchers === 0 || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#ask();
    }, delay);
  }

  async #ask(): Promise<void> {
    const turn = ++this.#turn;
    const uri = this.editors.analyzed?.uri.toString();
    let found: NoteFindings | null = null;
    if (uri !== undefined && this.server.running) {
      try {
        found = await this.server.request(FindingsRequest, { uri });
      } catch {
        // The status says what is wrong with the server.
      }
    }
    if (turn !== this.#turn) return;
    if (found === null && this.#latest === undefined) return;
    this.#latest = found ?? undefined;
    this.#changed.fire();
  }
}
