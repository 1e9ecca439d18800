import type { Diagnostic } from 'vscode-languageserver';
import type { NoteAnalysis } from '../analysis/note-analysis.js';
import type { AnnotationsParams } from '../shared/protocol.js';
import { sameEntities, samePicture, type Named, type Picture } from './same-picture.js';
import type { Timer } from '../shared/timer.js';

/** How long changes of a note are gathered before the editor hears of them, in milliseconds. */
const gathering = 20;

export interface PublisherParts {
  snapshot(uri: string): NoteAnalysis | undefined;
  diagnostics(analysis: NoteAnalysis): Diagnostic[];
  annotations(analysis: NoteAnalysis): AnnotationsParams;
  /** Absent where the client pulls its diagnostics. */
  readonly sendDiagnostics?: (uri: string, diagnostics: Diagnostic[], version?: number) => void;
  /** Asks a client that pulls to pull again. */
  readonly refreshDiagnostics?: () => void;
  /** Absent where the client draws no highlights of its own. */
  readonly sendAnnotations?: (params: AnnotationsParams) => void;
  readonly refreshTokens?: () => void;
  /** Has the outline asked for again; absent where the client's outline needs no such thing. */
  readonly refreshOutline?: () => void;
  /** Whether the analysis of a note is about to start. */
  isScheduled(uri: string): boolean;
  /** Whether the tokens of a note are coloured now. */
  colours(uri: string): boolean;
  readonly timer: Timer;
}

interface Published {
  diagnostics: string;
  contradictions: string;
  /** What is drawn; absent where it is to be told in any case. */
  drawn: Picture | undefined;
  named: Named;
  /** What was named when the outline was asked for last. */
  outline: Named;
}

const unnamed: Named = { version: -1, entities: [] };

const nothing: Published = {
  diagnostics: '[]',
  contradictions: '[]',
  drawn: undefined,
  named: unnamed,
  outline: unnamed,
};

/** Tells the editor what changed, gathered, and nothing that it knows already: that is what keeps it still. */
export class Publisher {
  readonly #published = new Map<string, Published>();
  readonly #waiting = new Map<string, () => void>();

  constructor(private readonly parts: PublisherParts) {}

  /** The snapshot of `uri` is another one. */
  changed(uri: string): void {
    if (this.#waiting.has(uri)) return;
    this.#waiting.set(
      uri,
      this.parts.timer(() => {
        this.#waiting.delete(uri);
        this.#publish(uri);
      }, gathering),
    );
  }

  /** Tells everything again, such as after a change of settings, which may also take colours away. */
  repeat(uri: string): void {
    const published = this.#published.get(uri);
    if (published) {
      this.#published.set(uri, { ...published, diagnostics: '', drawn: undefined });
      this.parts.refreshTokens?.();
    }
    this.changed(uri);
  }

  /**
   * Takes everything about `uri` back.
   *
   * @param version that of the document where it is still open, and what is drawn in it has to go.
   */
  close(uri: string, version?: number): void {
    this.#waiting.get(uri)?.();
    this.#waiting.delete(uri);
    if (!this.#published.delete(uri)) return;
    this.parts.sendDiagnostics?.(uri, []);
    if (version === undefined) return;
    this.parts.refreshDiagnostics?.();
    this.parts.refreshTokens?.();
    this.parts.sendAnnotations?.({ uri, version, annotations: [], types: [], unplaced: [], failures: [] });
  }

  dispose(): void {
    for (const cancel of this.#waiting.values()) cancel();
    this.#waiting.clear();
  }

  #publish(uri: string): void {
    const analysis = this.parts.snapshot(uri);
    if (!analysis) return;
    const before = this.#published.get(uri) ?? nothing;
    const diagnostics = this.parts.diagnostics(analysis);
    const named: Named = { version: analysis.version, entities: analysis.entities };
    // While more comes the outline waits: it is only ever asked for as a whole.
    const resting = analysis.progress.state !== 'running' && !this.parts.isScheduled(uri);
    const now: Published = {
      diagnostics: JSON.stringify(diagnostics),
      contradictions: JSON.stringify(
        analysis.contradictions.map(({ key, probability }) => [key, probability]),
      ),
      drawn: this.#draw(analysis, before.drawn),
      named,
      outline: resting ? named : before.outline,
    };
    this.#published.set(uri, now);
    if (now.diagnostics !== before.diagnostics) {
      this.parts.sendDiagnostics?.(uri, diagnostics, analysis.version);
    }
    // A client pulls by itself after an edit; only what the model found since is news.
    if (now.contradictions !== before.contradictions || before.diagnostics === '') {
      this.parts.refreshDiagnostics?.();
    }
    if (!sameEntities(now.named, before.named) && this.parts.colours(uri)) this.parts.refreshTokens?.();
    if (!sameEntities(now.outline, before.outline)) this.parts.refreshOutline?.();
  }

  #draw(analysis: NoteAnalysis, before: Picture | undefined): Picture | undefined {
    if (!this.parts.sendAnnotations) return before;
    const { version, entities, unplaced, failures } = analysis;
    const now = { version, entities, unplaced, failures };
    if (!before || !samePicture(before, now)) this.parts.sendAnnotations(this.parts.annotations(analysis));
    return now;
  }
}
