import type { Analysis } from '../analysis/analysis.js';
import type { PartsFacts } from '../diagnostics/facts.js';
import type { CorrectedNote } from '../tasks/ner/corrected-note.js';
import type { ReviewDisk } from './review-disk.js';
import type { Timer } from '../shared/timer.js';
import type { EngineFacts } from '../models/engine-facts.js';
import type { ModelRuntime } from '../models/runtime.js';
import type { SelectedModel } from '../models/selected-model.js';
import type {
  InitializationOptions,
  Measurement,
  ModelsResult,
  PullProgress,
  Settings,
} from '../shared/protocol.js';

/** The settings that decide which model answers. */
export type EngineSettings = Pick<
  Settings,
  'engine' | 'ollama' | 'openai' | 'embedded' | 'dialect' | 'entities'
>;

/** What the server needs to choose the engine and the model, and to change them without a restart. */
export interface Models {
  configure(settings: EngineSettings): void;
  /** @throws ModelError if no model can be called. */
  current(signal: AbortSignal): Promise<ModelRuntime>;
  readonly selected: SelectedModel | undefined;
  /** Looks again, such as after Ollama was started. */
  refresh(): void;
  onDidChange(listener: () => void): () => void;
  list(signal: AbortSignal): Promise<ModelsResult>;
  pull(model: string, onProgress: (progress: PullProgress) => void, signal: AbortSignal): Promise<void>;
  /** Inspects every engine. Throws only the reason of `signal`. */
  inspect(signal: AbortSignal): Promise<EngineFacts>;
  /** Ollama's normalised host. */
  effectiveHost(): string;
}

/** How to measure a model on the notes that come with BioNote. */
export interface MeasuringOptions {
  /** `test`: thresholds are fitted on the development notes, figures are of the test notes; `dev`: figures of the former. */
  readonly set: 'dev' | 'test';
  /** The most notes of each part; absent: all. */
  readonly limit?: number;
  readonly signal: AbortSignal;
  readonly onProgress: (model: string, done: number, total: number) => void;
}

/** The parts of a server, chosen where it is started. */
export interface Parts {
  readonly analysis: Analysis;
  readonly models: Models;
  /** The files of reviews. */
  readonly disk: ReviewDisk;
  /** What the reviewed notes of a folder teach. Never rejects. */
  corrected(folder: string): Promise<readonly CorrectedNote[]>;
  /** `maxMegabytes` limits the size on disk; a small default applies if it is absent. */
  configureCache(settings: Settings['cache'] & { readonly maxMegabytes?: number }): void;
  /**
   * Measures the model in use, and the encoder beside it where that was not measured yet, keeps the figures of test notes,
   * and has them take effect.
   *
   * @throws ModelError, or the reason of the signal.
   */
  measure(options: MeasuringOptions): Promise<Measurement[]>;
  /** What a report says about the parts. Throws only the reason of `signal`. */
  inspect(signal: AbortSignal): Promise<PartsFacts>;
  /** Stops the engines and waits for pending writes. */
  dispose(): Promise<void>;
}

/** What a server needs from the process that it runs in. */
export interface Environment {
  readonly timer: Timer;
  /** Builds the parts. Called once, when the client has said where to store things. */
  build(options: InitializationOptions): Parts;
}
