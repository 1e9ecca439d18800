import { concernsCall, ModelError } from '../models/error.js';
import type { ModelRuntime } from '../models/runtime.js';
import type { Asker } from '../asking/ask.js';
import { examplesFor } from './corrected-examples.js';
import { ContradictionsPass } from './contradictions-pass.js';
import type { NoteDocument } from './document.js';
import { EntitiesPass } from './entities-pass.js';
import { readerOf, type AnalysisOptions, type CorrectedNotesSource, type RuntimeSource } from './options.js';
import type { Pass, PassContext, Unit } from './pass.js';
import { Pauses } from './pauses.js';
import { ReadingCursor } from './reading-cursor.js';
import { RelationsPass } from './relations-pass.js';
import { answered, stampOf, type Stamp } from './results.js';
import type { Priority } from '../asking/scheduler.js';
import { Shared } from '../asking/shared.js';

/** This many failures in a row count as a failure of the engine. */
const maxFailuresInRow = 3;

/** The current model, and the work given to it. */
interface Engine {
  readonly runtime: ModelRuntime;
  /** Whose answers count as done; absent for a stand-in, which replaces no answers. */
  readonly counted: Stamp | undefined;
  /** How many units are processed at once. */
  readonly slots: number;
  readonly passes: readonly Pass[];
}

export interface RunParts {
  readonly document: NoteDocument;
  readonly runtimes: RuntimeSource;
  readonly asker: Asker;
  /** Where worked examples come from; none if absent. */
  readonly corrected?: CorrectedNotesSource;
  /** Read again whenever the run starts or restarts. */
  readonly options: () => AnalysisOptions;
  readonly priority: Priority;
  /** Whether to read the entities only. */
  readonly entitiesOnly?: boolean;
  /** Called when an answer is in the document, or the run has ended. */
  readonly onChange: () => void;
}

/**
 * Reads some sentences of a note: first the entities, starting on screen, then relations, then contradictions.
 * Follows edits: calls about removed text are aborted. A failure of the whole engine ends the run; results so far
 * stay.
 */
export class Run {
  readonly #shared: Shared<undefined>;
  readonly #wanted = new Set<string>();
  readonly #underWay = new Map<Unit, AbortController>();
  readonly #cursors: readonly [ReadingCursor, ReadingCursor];
  #engine: Engine | undefined;
  /** When the run began, on the clock of `performance`. */
  readonly began = performance.now();
  #generation = 0;
  /** Whether the model may have changed since the last call. */
  #uncertain = false;
  #failuresInRow = 0;
  /** Counts calls of {@link tryAgain}. */
  #trials = 0;
  readonly #pauses = new Pauses(
    () => {
      this.#pump();
    },
    (error) => {
      this.#fail(error);
    },
  );
  #ended = false;

  constructor(private readonly parts: RunParts) {
    this.#shared = new Shared(() => {
      this.#end();
    });
    this.#cursors = [new ReadingCursor(parts.document), new ReadingCursor(parts.document)];
  }

  /** The sentences that the run covers. Some may be gone from the note. */
  get wanted(): ReadonlySet<string> {
    return this.#wanted;
  }

  /** The stamp that answers must have to count as done; `undefined` if any model's do, or none is known yet. */
  get counted(): Stamp | undefined {
    return this.#engine?.counted;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Adds more sentences to the run. */
  add(sentences: Iterable<string>): void {
    for (const sentence of sentences) {
      this.#wanted.add(sentence);
    }
    for (const cursor of this.#cursors) {
      cursor.rewind();
    }
    this.#pump();
  }

  /** Waits until the run is done. The run is aborted when nobody is waiting. */
  join(signal: AbortSignal): Promise<undefined> {
    return this.#shared.join(signal, undefined);
  }

  /**
   * Finds the model and starts. If the model may have changed, looks again: with the same model running calls go
   * on; otherwise they are dropped and the new model is asked.
   */
  start(): void {
    this.#uncertain = true;
    void this.#find(++this.#generation);
  }

  /** Drops running calls and starts over with the current options. */
  restart(): void {
    this.#engine = undefined;
    this.#abortUnits(() => true);
    this.start();
  }

  /** The note, or its visible part, has changed. */
  follow(): void {
    const { texts } = this.parts.document;
    this.#abortUnits(({ sentences }) => sentences.some((sentence) => !texts.has(sentence)));
    this.#pump();
  }

  /** Retries what failed, and running calls too if they fail. */
  tryAgain(): void {
    this.#trials++;
    this.#failuresInRow = 0;
    for (const pass of this.#engine?.passes ?? []) {
      pass.forgive();
    }
    if (this.#uncertain) {
      this.start();
    }
    this.#pump();
  }

  abort(reason: unknown): void {
    if (!this.#ended) {
      this.#end();
      this.#shared.reject(reason);
    }
  }

  async #find(generation: number): Promise<void> {
    try {
      const runtime = await this.parts.runtimes.current(this.#shared.signal);
      if (generation !== this.#generation || this.#ended) {
        return;
      }
      this.#uncertain = false;
      if (runtime !== this.#engine?.runtime) {
        this.#abortUnits(() => true);
        this.#begin(runtime);
      }
      this.#pump();
    } catch (error) {
      if (generation === this.#generation) {
        this.#fail(error);
      }
    }
  }

  #begin(runtime: ModelRuntime): void {
    const { entitiesOnly, onChange } = this.parts;
    const options = this.parts.options();
    const reader = readerOf(runtime, options);
    const stamp = stampOf(runtime, reader);
    const counted = runtime.standsIn ? undefined : stamp;
    const counts: PassContext['counts'] = (answer) => answered(answer, counted);
    const examples = examplesFor(reader, options, this.parts);
    const context = { ...this.parts, options, runtime, stamp, counts, examples, wanted: this.#wanted };
    const [first, second] = this.#cursors;
    for (const cursor of this.#cursors) {
      cursor.rewind();
    }
    const entities = new EntitiesPass(context, first);
    const rest = [
      new RelationsPass(context, second),
      new ContradictionsPass(context, () => !entities.unfinished),
    ];
    const engine = {
      runtime,
      counted,
      slots: Math.max(1, runtime.slots, reader.slots),
      passes: entitiesOnly ? [entities] : [entities, ...rest],
    };
    this.#engine = engine;
    const goesOn = (): boolean => this.#engine === engine && !this.#ended;
    entities.recall(goesOn, onChange).catch(this.#fail);
  }

  #pump(): void {
    const engine = this.#engine;
    if (!engine || this.#uncertain || this.#ended || this.#pauses.now()) {
      return;
    }
    for (;;) {
      // What is on screen is not held back here; the scheduler orders the calls.
      const onlyVisible = this.#underWay.size >= engine.slots;
      const unit = nextOf(engine.passes, onlyVisible);
      if (!unit) {
        break;
      }
      this.#work(unit).catch(this.#fail);
    }
    if (this.#underWay.size === 0) {
      this.#succeed();
    }
  }

  async #work(unit: Unit): Promise<void> {
    const controller = new AbortController();
    this.#underWay.set(unit, controller);
    const { signal } = controller;
    const trial = this.#trials;
    try {
      await unit.work({ signal, priority: () => unit.priority() });
      this.#failuresInRow = 0;
    } catch (error) {
      if (!signal.aborted) {
        this.#failUnit(unit, error, trial);
      }
    }
    this.#underWay.delete(unit);
    if (signal.aborted) {
      unit.release();
    }
    if (this.#ended) {
      return;
    }
    this.parts.onChange();
    this.#pump();
  }

  #failUnit(unit: Unit, error: unknown, trial: number): void {
    if (trial !== this.#trials) {
      // Someone tried again meanwhile: the cause may be gone.
      unit.release();
      return;
    }
    this.#failuresInRow++;
    const isTooMuch = this.#failuresInRow >= maxFailuresInRow;
    if (this.#uncertain && !isTooMuch) {
      // The model was switched during the call, so the unit goes to the current one.
      unit.release();
      return;
    }
    const concernsUnit = error instanceof ModelError && concernsCall(error);
    if (concernsUnit) {
      unit.fail(error.code);
    }
    if (!concernsUnit || isTooMuch) {
      this.#fail(error);
    }
  }

  #abortUnits(which: (unit: Unit) => boolean): void {
    for (const [unit, controller] of [...this.#underWay]) {
      if (which(unit)) {
        controller.abort();
      }
    }
  }

  #succeed(): void {
    this.#end();
    this.#shared.resolve(undefined);
  }

  readonly #fail = (error: unknown): void => {
    if (!this.#ended) {
      this.parts.document.failed = !this.#shared.signal.aborted;
      this.#end();
      this.#shared.reject(error);
    }
  };

  #end(): void {
    if (!this.#ended) {
      this.#ended = true;
      this.#abortUnits(() => true);
      this.parts.onChange();
    }
  }
}

function nextOf(passes: readonly Pass[], onlyVisible: boolean): Unit | undefined {
  for (const pass of passes) {
    const unit = pass.next(onlyVisible);
    if (unit) {
      return unit;
    }
  }
  return undefined;
}
