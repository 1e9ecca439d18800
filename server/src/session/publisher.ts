import type { Diagnostic } from 'vscode-languageserver';
import type { NoteAnalysis } from '../analysis/note-analysis.js';
import type { AnnotationsChange, NoteAnnotations } from '../shared/protocol.js';
import { NoteHighlights } from './note-highlights.js';
import { sameEntities, type Named } from './same-picture.js';
import type { Timer } from '../shared/timer.js';

/** How long a note's changes are collected before they are sent to the editor, in milliseconds. */
const gathering = 20;

export interface PublisherParts {
  snapshot(uri: string): NoteAnalysis | undefined;
  diagnostics(analysis: NoteAnalysis): Diagnostic[];
  annotations(analysis: NoteAnalysis): NoteAnnotations;
  /** Absent where the client pulls its diagnostics. */
  readonly sendDiagnostics?: (uri: string, diagnostics: Diagnostic[], version?: number) => void;
  /** Asks the client to pull diagnostics again. */
  readonly refreshDiagnostics?: () => void;
  /** Resolves when the client has answered; absent if it does not draw highlights itself. */
  readonly sendAnnotations?: (change: AnnotationsChange) => Promise<boolean>;
  readonly refreshTokens?: () => void;
  /** Makes the client request the outline again; absent if the client does so itself. */
  readonly refreshOutline?: () => void;
  /** Whether the analysis of a note is about to start. */
  isScheduled(uri: string): boolean;
  /** Whether the note is coloured by semantic tokens now. */
  colours(uri: string): boolean;
  readonly timer: Timer;
}

interface Published {
  diagnostics: string;
  contradictions: string;
  named: Named;
  /** The entities when the outline was last requested. */
  outline: Named;
}

const unnamed: Named = { version: -1, entities: [] };

const nothing: Published = {
  diagnostics: '[]',
  contradictions: '[]',
  named: unnamed,
  outline: unnamed,
};

/**
 * Sends the editor what has changed, in batches, and nothing that it already has. That keeps the picture still.
 */
export class Publisher {
  readonly #published = new Map<string, Published>();
  readonly #highlights = new Map<string, NoteHighlights>();
  readonly #waiting = new Map<string, () => void>();

  constructor(private readonly parts: PublisherParts) {}

  /** The snapshot of `uri` has changed. */
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

  /** Sends everything again, for example after the settings changed, which may also remove colours. */
  repeat(uri: string): void {
    const published = this.#published.get(uri);
    if (published) {
      this.#published.set(uri, { ...published, diagnostics: '' });
      this.#highlights.get(uri)?.forget();
      this.parts.refreshTokens?.();
    }
    this.changed(uri);
  }

  /**
   * Removes everything about `uri` from the editor.
   *
   * @param version the version of the document, if it is still open and its highlights must be removed.
   */
  close(uri: string, version?: number): void {
    this.#waiting.get(uri)?.();
    this.#waiting.delete(uri);
    this.#highlights.get(uri)?.end();
    this.#highlights.delete(uri);
    if (!this.#published.delete(uri)) return;
    this.parts.sendDiagnostics?.(uri, []);
    if (version === undefined) return;
    this.parts.refreshDiagnostics?.();
    this.parts.refreshTokens?.();
    void this.parts.sendAnnotations?.({ uri, version, whole: true, lines: [] });
  }

  dispose(): void {
    for (const cancel of this.#waiting.values()) cancel();
    this.#waiting.clear();
    for (const highlights of this.#highlights.values()) highlights.end();
  }

  #publish(uri: string): void {
    const analysis = this.parts.snapshot(uri);
    if (!analysis) return;
    const before = this.#published.get(uri) ?? nothing;
    const diagnostics = this.parts.diagnostics(analysis);
    const named: Named = { version: analysis.version, entities: analysis.entities };
    // The outline can only be requested as a whole, so it waits until nothing more is coming.
    const resting = analysis.progress.state !== 'running' && !this.parts.isScheduled(uri);
    const now: Published = {
      diagnostics: JSON.stringify(diagnostics),
      contradictions: JSON.stringify(
        analysis.contradictions.map(({ key, probability }) => [key, probability]),
      ),
      named,
      outline: resting ? named : before.outline,
    };
    this.#published.set(uri, now);
    this.#highlightsOf(uri)?.show(analysis);
    if (now.diagnostics !== before.diagnostics) {
      this.parts.sendDiagnostics?.(uri, diagnostics, analysis.version);
    }
    // After an edit the client pulls by itself. It must be told only what the model found since.
    if (now.contradictions !== before.contradictions || before.diagnostics === '') {
      this.parts.refreshDiagnostics?.();
    }
    if (!sameEntities(now.named, before.named) && this.parts.colours(uri)) this.parts.refreshTokens?.();
    if (!sameEntities(now.outline, before.outline)) this.parts.refreshOutline?.();
  }

  #highlightsOf(uri: string): NoteHighlights | undefined {
    const { sendAnnotations: send } = this.parts;
    if (!send) return undefined;
    const known = this.#highlights.get(uri);
    if (known) return known;
    const highlights = new NoteHighlights({
      send,
      annotations: (analysis) => this.parts.annotations(analysis),
    });
    this.#highlights.set(uri, highlights);
    return highlights;
  }
}
