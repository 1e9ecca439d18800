import { overlaps, type Span } from '../note/span.js';
import type { Asker } from '../asking/ask.js';
import type { NoteDocument } from './document.js';
import type { IgnoredPairs } from './ignored-pairs.js';
import type { NoteAnalysis, Progress } from './note-analysis.js';
import type { AnalysisOptions, CorrectedNotesSource, RuntimeSource } from './options.js';
import { countUnits, isRead } from './progress.js';
import { Run } from './run.js';
import { composeSnapshot } from './snapshot.js';

/** What an open note needs from the store. */
export interface OpenNoteParts {
  readonly runtimes: RuntimeSource;
  readonly asker: Asker;
  readonly ignored: Pick<IgnoredPairs, 'has'>;
  /** Where worked examples come from; none if absent. */
  readonly corrected?: CorrectedNotesSource;
  readonly options: () => AnalysisOptions;
  /** Called when the snapshot has changed. */
  readonly onChange: () => void;
}

/** Which sentences to read, how urgently, and whether for their entities only. */
export interface ReadHow {
  /** UTF-16 offsets; absent: the whole note. */
  readonly range?: Span;
  readonly signal: AbortSignal;
  /** `background` if absent. */
  readonly priority?: 'asked' | 'background';
  readonly entitiesOnly?: boolean;
}

/** An open note, its runs, and the latest snapshot. */
export class OpenNote {
  readonly #runs = new Set<Run>();
  #background: Run | undefined;
  #snapshot: NoteAnalysis | undefined;
  #size = 0;

  constructor(
    readonly document: NoteDocument,
    private readonly parts: OpenNoteParts,
  ) {}

  /** Composed on demand after a change. */
  get snapshot(): NoteAnalysis {
    this.#snapshot ??= composeSnapshot(
      this.document,
      this.parts.options(),
      this.parts.ignored,
      this.#progress(),
    );
    this.#size = this.document.sentences.length + this.#snapshot.entities.length;
    return this.#snapshot;
  }

  /** How much goes into a snapshot: sentences and entities, including repeated ones. */
  get size(): number {
    return this.#size;
  }

  /**
   * Reads some sentences and resolves when they are read. A background request joins the current background run. A
   * user's request gets a separate run, which ends as soon as its sentences are read.
   *
   * @returns how long it took in milliseconds, from the start of the run that it joined.
   * @throws ModelError, or the reason of `how.signal`, or of {@link stop}.
   */
  async read({ range, signal, priority = 'background', entitiesOnly = false }: ReadHow): Promise<number> {
    const joins = priority === 'background' && !entitiesOnly;
    let run = joins && this.#background?.ended === false ? this.#background : undefined;
    if (!run) {
      run = this.#newRun(priority, entitiesOnly);
      this.#background = joins ? run : this.#background;
      run.start();
    }
    run.add(this.#sentencesIn(range));
    await run.join(signal);
    if (!entitiesOnly) {
      this.document.settled ||= isRead(this.document) || (range !== undefined && !this.document.active);
    }
    this.touch();
    return performance.now() - run.began;
  }

  /** Lets running analyses retry what failed. */
  tryAgain(): void {
    for (const run of this.#runs) {
      run.tryAgain();
    }
  }

  /** The text, or its visible part, has changed. */
  follow(): void {
    for (const run of this.#runs) {
      run.follow();
    }
  }

  /** The model may have changed; work continues with the current one. Results stay until they are replaced. */
  switchModel(): void {
    for (const run of this.#runs) {
      run.start();
    }
  }

  /** The options changed what must be read. */
  redo(): void {
    this.document.settled = false;
    for (const run of this.#runs) {
      run.restart();
    }
    this.touch();
  }

  /** Stops all work. Everyone who waits for it gets an AbortError. */
  stop(): void {
    for (const run of [...this.#runs]) {
      run.abort(new DOMException('The analysis of this note was ended.', 'AbortError'));
    }
  }

  /** Stops all work and discards the results. */
  forget(): void {
    this.stop();
    this.document.clear();
    this.touch();
  }

  /** The snapshot has to be composed again. */
  touch(): void {
    this.#snapshot = undefined;
    this.parts.onChange();
  }

  #newRun(priority: 'asked' | 'background', entitiesOnly: boolean): Run {
    const { runtimes, asker, corrected, options } = this.parts;
    const run: Run = new Run({
      document: this.document,
      runtimes,
      asker,
      options,
      ...(corrected && { corrected }),
      priority,
      entitiesOnly,
      onChange: () => {
        if (run.ended) {
          this.#runs.delete(run);
        }
        this.touch();
      },
    });
    this.document.failed = false;
    this.#runs.add(run);
    this.touch();
    return run;
  }

  #sentencesIn(range: Span | undefined): Iterable<string> {
    const { sentences, texts } = this.document;
    return range === undefined
      ? texts.keys()
      : sentences.filter(({ span }) => overlaps(span, range)).map(({ text }) => text);
  }

  #progress(): Progress {
    const { document } = this;
    const options = this.parts.options();
    if (this.#runs.size > 0) {
      const [first, ...others] = this.#runs;
      const wanted =
        first && others.length === 0
          ? first.wanted
          : new Set(Array.from(this.#runs, (run) => [...run.wanted]).flat());
      return { state: 'running', ...countUnits(document, wanted, options, first?.counted) };
    }
    const state = document.failed
      ? 'failed'
      : document.settled
        ? 'done'
        : document.active || document.hasResults
          ? 'waiting'
          : 'off';
    return { state, ...countUnits(document, document.texts.keys(), options) };
  }
}
