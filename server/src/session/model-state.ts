import { causes } from '../models/causes.js';
import { ModelError } from '../models/error.js';
import type { DeviceShare } from '../models/runtime.js';
import type { Models } from './parts.js';

/** How long the engine may take to say where a model runs, in milliseconds; nobody waits for it. */
const deviceDeadline = 5000;

export interface ModelStateParts {
  readonly models: Models;
  /** Something that the status tells of is another. */
  changed(): void;
  /** Another model answers from now on, or has to be found: what it gave must be asked for again. */
  replaced(): void;
}

/** What is known of the model in use beyond its name: whether it can be called, and on which device it runs. */
export class ModelState {
  #failure: ModelError | undefined;
  #device: DeviceShare = {};
  #last = '';
  /** Whether the engine was asked where the model runs. */
  #located = false;
  /** Whether the model has not failed since it was chosen. */
  #trusted = false;

  constructor(private readonly parts: ModelStateParts) {
    parts.models.onDidChange(() => {
      this.#chosen();
    });
  }

  get failure(): ModelError | undefined {
    return this.#failure;
  }

  /** Where the model is loaded, and how; empty until it has answered. */
  get device(): DeviceShare {
    return this.#device;
  }

  /** Forgets what was known: the model is looked for again. */
  reset(): void {
    this.#failure = undefined;
    this.#device = {};
    this.#located = false;
    this.parts.changed();
  }

  /** The model has answered, so that it is loaded: looks where, the first time. */
  async answered(): Promise<void> {
    if (!this.#located && this.parts.models.selected) await this.#locate();
  }

  /** What was asked of the model went well, so the model can be called. */
  async succeeded(): Promise<void> {
    this.#failure = undefined;
    this.#trusted = true;
    this.parts.changed();
    await this.#locate();
  }

  /**
   * Calls failed; only what concerns the model is kept.
   *
   * @param what an analysis that ended with `error` as a whole, after which nothing is analyzed any more; or one
   *   request of the user's, whose failure tells of the model only where every other call would fail alike.
   */
  failed(error: unknown, what: 'analysis' | 'request'): void {
    if (!(error instanceof ModelError)) return;
    if (what === 'request' && causes[error.code].reach !== 'engine') return;
    this.#failure = error;
    this.parts.changed();
  }

  /**
   * A choice that failed at once is not followed by another attempt, or a model that can be chosen and not
   * called would be tried forever.
   */
  #chosen(): void {
    this.reset();
    const { selected } = this.parts.models;
    const name = selected && JSON.stringify([selected.engine, selected.model, selected.host]);
    const news = name === undefined ? this.#trusted : name !== this.#last;
    if (name === undefined) this.#trusted = false;
    else {
      this.#trusted ||= news;
      this.#last = name;
    }
    if (news) this.parts.replaced();
  }

  async #locate(): Promise<void> {
    this.#located = true;
    const signal = AbortSignal.timeout(deviceDeadline);
    const runtime = await this.parts.models.current(signal);
    this.#device = await runtime.device(signal);
    this.parts.changed();
  }
}
