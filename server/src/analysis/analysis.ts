import type { TextEdit } from '../note/edits.js';
import type { Span } from '../note/span.js';
import type { Timer } from '../shared/timer.js';
import { Asker } from '../asking/ask.js';
import type { ReadingCache } from '../asking/cache.js';
import { ChangeFeed } from './change-feed.js';
import { NoteDocument } from './document.js';
import type { IgnoredPairs } from './ignored-pairs.js';
import type { NoteAnalysis } from './note-analysis.js';
import { compareNotes, type CompareOutcome } from './note-comparison.js';
import { OpenNote } from './open-note.js';
import type { AnalysisOptions, CorrectedNotesSource, RuntimeSource } from './options.js';
import { explainRelation } from './relation-explanation.js';
import type { Scheduler } from '../asking/scheduler.js';
import { checkStatement, type CheckOutcome } from './statement-check.js';
import type { NoteParts } from './writing/note-parts.js';

export type { AnalysisOptions, CheckOutcome, CompareOutcome, RuntimeSource };

export interface AnalysisParts {
  readonly runtimes: RuntimeSource;
  readonly cache: ReadingCache;
  readonly ignored: IgnoredPairs;
  readonly scheduler: Scheduler;
  /** Where worked examples come from; none if absent. */
  readonly corrected?: CorrectedNotesSource;
  /** Real time unless given. */
  readonly timer?: Timer;
}

/** Which part of a note to analyze, and how urgently. */
export interface AnalyzeHow {
  /** UTF-16 offsets; absent: the whole note. */
  readonly range?: Span;
  readonly signal: AbortSignal;
  /** `background` if absent. */
  readonly priority?: 'asked' | 'background';
}

/** A pair of statements whose contradiction the user has hidden. */
export interface IgnoredPair {
  readonly key: string;
  readonly uri: string;
  readonly premise: string;
  readonly hypothesis: string;
}

/** Milliseconds for which changes are gathered, and what each sentence and entity of a long note adds to them. */
const patience = { least: 40, perFinding: 0.02 };

const nothing: AnalysisOptions = {
  schema: { name: 'none', entities: [], relations: [] },
  relations: { enabled: false },
  contradictions: { enabled: false, maxPairs: 0 },
};

/**
 * The store of everything known about the open notes, and the only way to learn more. Snapshots are available at
 * any time. Models are asked only to analyze, check, compare or explain.
 */
export class Analysis {
  readonly #notes = new Map<string, OpenNote>();
  readonly #feed: ChangeFeed;
  readonly #asker: Asker;
  readonly #unsubscribe: () => void;
  #options = nothing;
  #lastMilliseconds: number | undefined;

  constructor(private readonly parts: AnalysisParts) {
    this.#feed = new ChangeFeed(parts.timer);
    this.#asker = new Asker(parts.scheduler, parts.cache);
    this.#unsubscribe = parts.ignored.onDidChange(() => {
      this.#showAnew();
    });
  }

  /** How long the last complete analysis took, in milliseconds. */
  get lastMilliseconds(): number | undefined {
    return this.#lastMilliseconds;
  }

  /** Sets the options. A different schema discards all results; thresholds only change what is shown. */
  configure(options: AnalysisOptions): void {
    const before = this.#options;
    this.#options = options;
    const isSame = (part: (of: AnalysisOptions) => unknown): boolean =>
      JSON.stringify(part(before)) === JSON.stringify(part(options));
    const sameSchema = isSame(({ schema }) => schema);
    const sameWork = isSame(({ relations, contradictions }) => [
      relations.enabled,
      contradictions.enabled,
      contradictions.maxPairs,
      contradictions.ignoreLines,
    ]);
    for (const note of this.#notes.values()) {
      if (!sameSchema) {
        note.document.clear();
      }
      if (!sameSchema || !sameWork) {
        note.redo();
      }
      note.touch();
    }
  }

  /** @param active whether the note is analyzed automatically. It only affects the reported state. */
  open(uri: string, version: number, text: string, active: boolean): void {
    this.close(uri);
    const note: OpenNote = new OpenNote(new NoteDocument(uri, version, text, active), {
      ...this.parts,
      asker: this.#asker,
      options: () => this.#options,
      onChange: () => {
        if (this.#notes.get(uri) === note) {
          const { least, perFinding } = patience;
          this.#feed.changed(uri, least + perFinding * note.size);
        }
      },
    });
    this.#notes.set(uri, note);
    note.touch();
  }

  /** Moves results along with the text at once, and aborts calls about removed text. */
  change(uri: string, version: number, text: string, edits: readonly TextEdit[]): void {
    const note = this.#notes.get(uri);
    if (note) {
      note.document.change(version, text, edits, this.#options.schema);
      note.follow();
      note.touch();
    }
  }

  close(uri: string): void {
    const note = this.#notes.get(uri);
    if (note) {
      this.#notes.delete(uri);
      note.stop();
    }
  }

  /** Switches a note on or off. Switching it off discards its results. */
  setActive(uri: string, active: boolean): void {
    const note = this.#notes.get(uri);
    if (note && note.document.active !== active) {
      note.document.active = active;
      if (!active) {
        note.forget();
      }
      note.touch();
    }
  }

  /** Sets the visible ranges, which are analyzed first. */
  setViewport(uri: string, spans: readonly Span[]): void {
    const note = this.#notes.get(uri);
    if (note) {
      note.document.viewport = [...spans];
      note.follow();
      this.parts.scheduler.reprioritize();
    }
  }

  /** Everything known about a note; `undefined` if it is not open. */
  snapshot(uri: string): NoteAnalysis | undefined {
    return this.#notes.get(uri)?.snapshot;
  }

  /** Calls `listener` when the snapshot of a note has changed. Changes are collected for a few milliseconds. */
  onDidChange(listener: (uri: string) => void): () => void {
    return this.#feed.subscribe(listener);
  }

  /**
   * Analyzes a note, or the sentences that `range` touches. Resolves when these are done.
   *
   * @throws ModelError if the engine fails as a whole; results so far stay. Or the reason of `how.signal`, or an
   *   AbortError if the note is closed, cleared or switched off.
   */
  async analyze(uri: string, how: AnalyzeHow): Promise<NoteAnalysis> {
    how.signal.throwIfAborted();
    await this.parts.ignored.refresh();
    const note = this.#noteOf(uri);
    if (how.priority === 'asked') {
      this.#asker.forgive();
    }
    this.#lastMilliseconds = await note.read(how);
    this.#feed.flush();
    return note.snapshot;
  }

  /**
   * Checks a statement against a note.
   *
   * @throws ModelError or the signal's reason.
   */
  async check(uri: string, statement: string, signal: AbortSignal): Promise<CheckOutcome> {
    const { document } = this.#noteOf(uri);
    const runtime = await this.parts.runtimes.current(signal);
    const { contradictions } = this.#options;
    return checkStatement({ asker: this.#asker, document, runtime }, statement, contradictions, signal);
  }

  /**
   * What the passes of `writing/` need of an open note, with the model in use. What failed before may be asked
   * again where the user asked.
   *
   * @throws ModelError or the signal's reason.
   */
  async about(
    uri: string,
    signal: AbortSignal,
    priority: 'asked' | 'background' = 'asked',
  ): Promise<NoteParts> {
    const note = this.#noteOf(uri);
    const runtime = await this.parts.runtimes.current(signal);
    if (priority === 'asked') this.#asker.forgive();
    const { threshold } = this.#options.contradictions;
    const changed = (): void => {
      note.touch();
    };
    return { asker: this.#asker, document: note.document, runtime, threshold, changed };
  }

  /**
   * Compares two open notes; reads their entities first.
   *
   * @throws ModelError or the signal's reason.
   */
  async compare(firstUri: string, secondUri: string, signal: AbortSignal): Promise<CompareOutcome> {
    const [first, second] = [this.#noteOf(firstUri), this.#noteOf(secondUri)];
    const how = { signal, priority: 'asked', entitiesOnly: true } as const;
    await Promise.all([first.read(how), second.read(how)]);
    const parts = { asker: this.#asker, runtime: await this.parts.runtimes.current(signal) };
    return compareNotes(parts, first.document, second.document, this.#options.contradictions, signal);
  }

  /**
   * Explains a relation of the latest snapshot. The result is plain text that must still be escaped; `undefined`
   * if the model cannot explain.
   *
   * @param onText receives the text as it arrives; not called if the answer is cached.
   * @throws ModelError or the signal's reason.
   */
  async explain(
    uri: string,
    relationId: string,
    signal: AbortSignal,
    onText: (text: string) => void,
  ): Promise<string | undefined> {
    const analysis = this.#noteOf(uri).snapshot;
    const parts = { asker: this.#asker, runtime: await this.parts.runtimes.current(signal) };
    return explainRelation(parts, analysis, relationId, signal, onText);
  }

  /** Hides a contradiction, by its key, for good and in every note. */
  async ignore(uri: string, key: string): Promise<void> {
    const kept = this.parts.ignored.add(key);
    this.#showAnew();
    await kept;
  }

  /** The ignored contradictions of the open notes, and how many of other notes there are. */
  ignoredPairs(): { readonly pairs: readonly IgnoredPair[]; readonly others: number } {
    const pairs = new Map<string, IgnoredPair>();
    for (const { document } of this.#notes.values()) {
      for (const { key, premise, hypothesis } of document.pairs) {
        if (this.parts.ignored.has(key)) pairs.set(key, { key, uri: document.uri, premise, hypothesis });
      }
    }
    return { pairs: [...pairs.values()], others: this.parts.ignored.size - pairs.size };
  }

  /** Shows a hidden contradiction again, or, without a key, all of them. */
  async showIgnored(key?: string): Promise<void> {
    const { ignored } = this.parts;
    const forgotten = key === undefined ? ignored.clear() : ignored.remove(key);
    this.#showAnew();
    await forgotten;
  }

  /** Discards the results of one note, or of all. The cache stays. */
  clear(uri?: string): void {
    this.#asker.forgive();
    for (const note of this.#notes.values()) {
      if (uri === undefined || note.document.uri === uri) {
        note.forget();
      }
    }
  }

  /**
   * Allows failed questions to be asked again, because the cause may be gone. Running analyses retry what failed, so
   * a caller that joins one gets it too.
   */
  forgive(): void {
    this.#asker.forgive();
    for (const note of this.#notes.values()) {
      note.tryAgain();
    }
  }

  /** Deletes all cached readings, on disk too. */
  async clearCache(): Promise<void> {
    await this.parts.cache.clear();
  }

  /**
   * The model may have changed. Running analyses continue with the new one. In other notes its answers replace
   * the old ones when they are analyzed again.
   */
  runtimeChanged(): void {
    for (const note of this.#notes.values()) {
      note.switchModel();
    }
  }

  /** Ends all work. */
  dispose(): void {
    this.#unsubscribe();
    this.parts.ignored.dispose();
    for (const uri of [...this.#notes.keys()]) {
      this.close(uri);
    }
    this.#feed.dispose();
  }

  /** The set of ignored contradictions has changed, for every note. */
  #showAnew(): void {
    for (const note of this.#notes.values()) {
      note.touch();
    }
    this.#feed.flush();
  }

  #noteOf(uri: string): OpenNote {
    const note = this.#notes.get(uri);
    if (!note) {
      throw new Error('This note is not open.');
    }
    return note;
  }
}
