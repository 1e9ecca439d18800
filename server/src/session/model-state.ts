import { causes } from '../models/causes.js';
import { ModelError } from '../models/error.js';
import type { DeviceShare } from '../models/runtime.js';
import type { Models } from './parts.js';

/** How long the engine may take to say where a model runs, in milliseconds. Nothing waits for it. */
const deviceDeadline = 5000;

export interface ModelStateParts {
  readonly models: Models;
  /** Something shown in the status has changed. */
  changed(): void;
  /** The model has changed or has to be found again, so notes must be analyzed again. */
  replaced(): void;
}

/** What is known about the current model: whether it can be called, and on which device it runs. */
export class ModelState {
  #failure: ModelError | undefined;
  #device: DeviceShare = {};
  #last = '';
  /** Whether the engine was already asked where the model runs. */
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

  /** Forgets everything; the model is looked for again. */
  reset(): void {
    this.#failure = undefined;
    this.#device = {};
    this.#located = false;
    this.parts.changed();
  }

  /**
   * Called after each answer. The first time, when the model is known to be loaded, finds out on which device.
   */
  async answered(): Promise<void> {
    if (!this.#located && this.parts.models.selected) await this.#locate();
  }

  /** Called after a success: the model can be called. */
  async succeeded(): Promise<void> {
    this.#failure = undefined;
    this.#trusted = true;
    this.parts.changed();
    await this.#locate();
  }

  /**
   * Called after a failure. Only failures of the model are remembered.
   *
   * @param what `analysis` if `error` ended a whole analysis; `request` if it ended one request of the user,
   *   which says something about the model only if every other call would fail too.
   */
  failed(error: unknown, what: 'analysis' | 'request'): void {
    if (!(error instanceof ModelError)) return;
    if (what === 'request' && causes[error.code].reach !== 'engine') return;
    this.#failure = error;
    this.parts.changed();
  }

  /**
   * Does not retry a choice that failed at once. Otherwise a model that can be chosen but not called would be
   * tried forever.
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
