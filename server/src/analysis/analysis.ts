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
import type { AnalysisOptions, RuntimeSource } from './options.js';
import { explainRelation } from './relation-explanation.js';
import type { Scheduler } from '../asking/scheduler.js';
import { checkStatement, type CheckOutcome } from './statement-check.js';

export type { AnalysisOptions, CheckOutcome, CompareOutcome, RuntimeSource };

export interface AnalysisParts {
  readonly runtimes: RuntimeSource;
  readonly cache: ReadingCache;
  readonly ignored: IgnoredPairs;
  readonly scheduler: Scheduler;
  /** Measures how long changes are gathered; real time unless given. */
  readonly timer?: Timer;
}

/** Which part of a note to analyze, and how urgently. */
export interface AnalyzeHow {
  /** UTF-16 offsets; absent: the whole note. */
  readonly range?: Span;
  readonly signal: AbortSignal;
  /** `background` where absent. */
  readonly priority?: 'asked' | 'background';
}

/** A pair of statements whose contradiction the user has hidden. */
export interface IgnoredPair {
  readonly key: string;
  readonly uri: string;
  readonly premise: string;
  readonly hypothesis: string;
}

/** Milliseconds for which changes are gathered, and what each sentence of a long note adds to them. */
const patience = { least: 40, perSentence: 0.05 };

const nothing: AnalysisOptions = {
  schema: { name: 'none', entities: [], relations: [] },
  relations: { enabled: false, threshold: 0 },
  contradictions: { enabled: false, threshold: 0, maxPairs: 0 },
};

/**
 * The store of what is known of the open notes, and the one way to learn more. Answers from the last snapshot
 * at any time; asks models only when told to analyze, check, compare or explain.
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

  /** How long the last analysis took that ran to its end, in milliseconds. */
  get lastMilliseconds(): number | undefined {
    return this.#lastMilliseconds;
  }

  /** Another schema makes what was found void; thresholds only change what is shown of it. */
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

  /** @param active whether the note is analyzed without being asked; only its state tells of it. */
  open(uri: string, version: number, text: string, active: boolean): void {
    this.close(uri);
    const { runtimes, ignored } = this.parts;
    const note: OpenNote = new OpenNote(new NoteDocument(uri, version, text, active), {
      runtimes,
      ignored,
      asker: this.#asker,
      options: () => this.#options,
      onChange: () => {
        if (this.#notes.get(uri) === note) {
          const { least, perSentence } = patience;
          this.#feed.changed(uri, least + perSentence * note.document.knownSentences);
        }
      },
    });
    this.#notes.set(uri, note);
    note.touch();
  }

  /** Moves what is known with the text, at once, and aborts what is asked of text that has gone. */
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

  /** Switched off, a note loses what was found in it. */
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

  /** What is on screen of a note is analyzed first. */
  setViewport(uri: string, spans: readonly Span[]): void {
    const note = this.#notes.get(uri);
    if (note) {
      note.document.viewport = [...spans];
      note.follow();
      this.parts.scheduler.reprioritize();
    }
  }

  /** All that is known of a note now; `undefined` where it is not open. */
  snapshot(uri: string): NoteAnalysis | undefined {
    return this.#notes.get(uri)?.snapshot;
  }

  /** Calls `listener` when the snapshot of a note is another one, gathered over a few milliseconds. */
  onDidChange(listener: (uri: string) => void): () => void {
    return this.#feed.subscribe(listener);
  }

  /**
   * Analyzes a note, or the sentences that `range` touches. Resolves when these are done.
   *
   * @throws ModelError where the engine fails as a whole: once for the note, what was found stays; or the
   *   reason of `how.signal`; or an AbortError where the note is closed, cleared or switched off.
   */
  async analyze(uri: string, how: AnalyzeHow): Promise<NoteAnalysis> {
    how.signal.throwIfAborted();
    await this.parts.ignored.refresh();
    const note = this.#noteOf(uri);
    const started = performance.now();
    if (how.priority === 'asked') {
      this.#asker.forgive();
    }
    await note.read(how);
    this.#lastMilliseconds = performance.now() - started;
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
    const { threshold } = this.#options.contradictions;
    return checkStatement({ asker: this.#asker, document, runtime }, statement, threshold, signal);
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
   * Has a relation of the last snapshot explained, as plain text that is still to be escaped; `undefined`
   * where the model cannot.
   *
   * @param onText receives the text as it arrives; nothing where the answer is known.
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

  /** Shows a contradiction that was hidden again, or without a key all of them. */
  async showIgnored(key?: string): Promise<void> {
    const { ignored } = this.parts;
    const forgotten = key === undefined ? ignored.clear() : ignored.remove(key);
    this.#showAnew();
    await forgotten;
  }

  /** Forgets what is known of a note, or of all; what is cached stays. */
  clear(uri?: string): void {
    this.#asker.forgive();
    for (const note of this.#notes.values()) {
      if (uri === undefined || note.document.uri === uri) {
        note.forget();
      }
    }
  }

  /**
   * Lets what failed be asked again, however often it did: what it failed of may be over. Analyses under way ask it
   * again themselves, so that one that joins them does not end without it.
   */
  forgive(): void {
    this.#asker.forgive();
    for (const note of this.#notes.values()) {
      note.tryAgain();
    }
  }

  /** Forgets every reading that was kept, on disk too. */
  async clearCache(): Promise<void> {
    await this.parts.cache.clear();
  }

  /**
   * Another model may be in use: analyses under way go on with it. Elsewhere its answers replace the shown ones
   * once a note is analyzed again.
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

  /** What is hidden is another, in every note. */
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
