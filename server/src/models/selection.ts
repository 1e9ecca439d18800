import type { EngineSettings } from './engine-settings.js';
import * as l10n from '@vscode/l10n';
import type { ModelsResult, PullProgress } from '../shared/protocol.js';
import { AssistedRuntime } from './assisted-runtime.js';
import { noEncoder } from './encoder/errors.js';
import type { EmbeddedEngine } from './embedded/engine.js';
import { causes } from './causes.js';
import { asModelError, ModelError } from './error.js';
import { inspectEngines } from './inspection.js';
import type { EngineFacts } from './engine-facts.js';
import { MeasuredRuntime } from './measured-runtime.js';
import { listModels } from './listing.js';
import { measuredProfile, type KeptMeasurements } from './measurements.js';
import type { OllamaEngine } from './ollama/engine.js';
import type { OpenAiEngine } from './openai/engine.js';
import type { ModelRuntime } from './runtime.js';
import type { SelectedModel } from './selected-model.js';
import { StandInRuntime } from './stand-in-runtime.js';
import { unlessAborted } from './unless-aborted.js';
import { WatchedRuntime } from './watched-runtime.js';

interface Choice {
  readonly runtime: ModelRuntime;
  readonly selected: SelectedModel;
}

/**
 * Chooses the model by the settings, and keeps it until they change, until someone asks to look again, or until
 * Ollama stops to answer. `auto` takes Ollama if it answers and has the chosen model, else the embedded engine.
 */
export class ModelSelection {
  #settings: EngineSettings | undefined;
  #choice: Promise<Choice> | undefined;
  #selected: SelectedModel | undefined;
  /** The runtime of the last choice; kept where the next choice comes to the same model. */
  #runtime: ModelRuntime | undefined;
  #search = new AbortController();
  /** The digest that a server last held in place of the one that it had listed. */
  #replacement: string | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly engines: { ollama: OllamaEngine; openai: OpenAiEngine; embedded: EmbeddedEngine },
    private readonly measurements?: KeptMeasurements,
  ) {}

  /** Takes new settings; the next call uses them. What runs on the old model is aborted. */
  configure(settings: EngineSettings): void {
    if (this.#settings && sameSettings(this.#settings, settings)) return;
    this.#settings = settings;
    this.engines.ollama.configure(settings.ollama);
    this.engines.openai.configure(settings);
    this.engines.embedded.configure(settings.embedded);
    this.#dropRuntime();
    this.refresh();
  }

  /**
   * The runtime of the model that is chosen now.
   *
   * @throws ModelError, or the reason of `signal`.
   */
  async current(signal: AbortSignal): Promise<ModelRuntime> {
    for (;;) {
      signal.throwIfAborted();
      const search = this.#search.signal;
      try {
        return (await unlessAborted((this.#choice ??= this.#choose(search)), signal)).runtime;
      } catch (error) {
        // Where someone asked to look again meanwhile, the new search's answer counts.
        if (!search.aborted) throw error;
      }
    }
  }

  /** What {@link current} came to last; `undefined` until then, and where it failed. */
  get selected(): SelectedModel | undefined {
    return this.#selected;
  }

  /** Forgets the choice: looks for Ollama and its models again. What is running goes on if the model stays. */
  refresh(): void {
    this.#search.abort();
    this.#search = new AbortController();
    this.#choice = undefined;
    this.#select(undefined);
  }

  /** @returns a function that ends the subscription. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Every model of every engine, with why one cannot be used. Never throws but for `signal`. */
  async list(signal: AbortSignal): Promise<ModelsResult> {
    return listModels(
      {
        engines: this.engines,
        measurements: this.measurements,
        used: this.#runtime?.model,
        current: this.#selected,
        allowCloudModels: this.#settings?.ollama.allowCloudModels ?? false,
      },
      signal,
    );
  }

  /**
   * Has Ollama download a model, after the user agreed, and then looks again.
   *
   * @throws ModelError, or the reason of `signal`.
   */
  async pull(
    model: string,
    onProgress: (progress: PullProgress) => void,
    signal: AbortSignal,
  ): Promise<void> {
    await this.engines.ollama.pull(model, onProgress, signal);
    this.refresh();
  }

  /** Looks at every engine, and at the model that is chosen. Throws nothing but the reason of `signal`. */
  inspect(signal: AbortSignal): Promise<EngineFacts> {
    return inspectEngines({ engines: this.engines, settings: this.#configured(), models: this }, signal);
  }

  /** The address of Ollama in use, normalised. */
  effectiveHost(): string {
    return this.engines.ollama.host;
  }

  dispose(): Promise<void> {
    this.#listeners.clear();
    this.#dropRuntime();
    this.refresh();
    return Promise.resolve();
  }

  async #choose(signal: AbortSignal): Promise<Choice> {
    try {
      const { runtime, selected } = await this.#assisted(await this.#byRule(signal));
      signal.throwIfAborted();
      if (!this.#runtime || !sameModelAndProfile(this.#runtime, runtime)) {
        this.#dropRuntime();
        this.#runtime = runtime;
      }
      this.#select(selected);
      return { runtime: this.#runtime, selected };
    } catch (error) {
      // The next call tries again.
      if (!signal.aborted) this.#choice = undefined;
      throw error;
    }
  }

  /** The choice, with the encoder that is at hand; that it cannot be used matters only where it was asked for. */
  async #assisted({ runtime, selected }: Choice): Promise<Choice> {
    if (runtime.encoder) return { runtime, selected };
    const isWanted = this.#settings?.entities.from === 'encoder';
    const opened = await this.engines.embedded.openEncoder().catch((error: unknown) => {
      if (isWanted) throw error;
      return undefined;
    });
    if (!opened && isWanted) throw noEncoder();
    const encoder = opened && (await this.#measured(opened));
    return { runtime: encoder ? new AssistedRuntime(runtime, encoder) : runtime, selected };
  }

  async #byRule(signal: AbortSignal): Promise<Choice> {
    const settings = this.#configured();
    if (settings.engine === 'ollama') return this.#ollama(settings, signal);
    if (settings.engine === 'openai') return this.#openai(settings, signal);
    if (settings.engine === 'embedded') {
      return this.#embedded(settings, l10n.t('The embedded engine, as set in bionote.engine.'));
    }
    try {
      return await this.#ollama(settings, signal);
    } catch (error) {
      signal.throwIfAborted();
      const fallback = asModelError(error);
      const detail = l10n.t('The embedded engine, because Ollama cannot be used: {reason}', {
        reason: fallback.message,
      });
      return this.#embedded(settings, detail, fallback);
    }
  }

  #configured(): EngineSettings {
    if (!this.#settings) throw new Error('ModelSelection is used before it is configured.');
    return this.#settings;
  }

  async #ollama(settings: EngineSettings, signal: AbortSignal): Promise<Choice> {
    const name = settings.ollama.model;
    const host = this.effectiveHost();
    if (name === '') throw await this.#noModel(host, signal);
    const runtime = await this.#measured(await this.engines.ollama.open(name, settings.dialect, signal));
    const detail = l10n.t('{model} in Ollama at {host}.', { model: runtime.model.name, host });
    return this.#watched(runtime, host, detail);
  }

  async #openai({ openai, dialect }: EngineSettings, signal: AbortSignal): Promise<Choice> {
    const { host } = this.engines.openai;
    const runtime = await this.#measured(await this.engines.openai.open(openai.model, dialect, signal));
    const detail = l10n.t('{model} at the server {host}.', { model: runtime.model.name, host });
    return this.#watched(runtime, host, detail);
  }

  /** The model with what was measured of it on this machine. */
  async #measured(runtime: ModelRuntime): Promise<ModelRuntime> {
    const measured = measuredProfile(await this.measurements?.find(runtime.model), runtime.profile);
    return measured === undefined ? runtime : new MeasuredRuntime(runtime, measured);
  }

  /** A model of a server, which may go or change. */
  #watched(runtime: ModelRuntime, host: string, detail: string): Choice {
    const watched = new WatchedRuntime(runtime, {
      failed: (error) => {
        if (causes[error.code].reselect) this.#forget(watched);
      },
      // Looked for once: a server that lists one digest and holds another would be asked for ever.
      replaced: (digest) => {
        if (digest === this.#replacement) return;
        this.#replacement = digest;
        this.#forget(watched);
      },
    });
    return { runtime: watched, selected: { ...selectedOf(runtime), host, detail } };
  }

  async #embedded(settings: EngineSettings, detail: string, fallback?: ModelError): Promise<Choice> {
    const opened = await this.#measured(await this.engines.embedded.open(settings.dialect));
    const standsIn = settings.ollama.model !== '' && fallback !== undefined && causes[fallback.code].reselect;
    const runtime = standsIn ? new StandInRuntime(opened) : opened;
    return { runtime, selected: { ...selectedOf(runtime), detail, ...(fallback ? { fallback } : {}) } };
  }

  /** No model is chosen; whether Ollama answers at all decides what to do next. */
  async #noModel(host: string, signal: AbortSignal): Promise<ModelError> {
    await this.engines.ollama.list(signal);
    return new ModelError(
      'no-model',
      l10n.t('No model in Ollama at {host} is chosen. Choose one with "BioNote: Choose Model".', { host }),
    );
  }

  /** Makes the choice again when it is next needed. Other calls of the old runtime fail on their own. */
  #forget(runtime: ModelRuntime): void {
    const current = this.#runtime;
    if (current === runtime || (current instanceof AssistedRuntime && current.isOver(runtime)))
      this.refresh();
  }

  /** Ends what runs on the last choice's model. */
  #dropRuntime(): void {
    void this.#runtime?.dispose();
    this.#runtime = undefined;
  }

  #select(selected: SelectedModel | undefined): void {
    if (this.#selected === selected) return;
    this.#selected = selected;
    for (const listener of this.#listeners) listener();
  }
}

function selectedOf({
  model,
  profile,
}: ModelRuntime): Pick<SelectedModel, 'engine' | 'model' | 'explains' | 'entityTypes'> {
  const { entityTypes, explains } = profile;
  return { engine: model.engine, model: model.name, explains, ...(entityTypes ? { entityTypes } : {}) };
}

function sameModelAndProfile(first: ModelRuntime, second: ModelRuntime): boolean {
  const parts = ({ model, profile, encoder, standsIn = false }: ModelRuntime): string =>
    JSON.stringify([
      [model.engine, model.name, model.digest, profile],
      [encoder?.model.digest, encoder?.profile.measured, standsIn],
    ]);
  return parts(first) === parts(second);
}

function sameSettings(first: EngineSettings, second: EngineSettings): boolean {
  const parts = ({ engine, ollama, openai, embedded, dialect, entities }: EngineSettings): string =>
    JSON.stringify([engine, ollama, openai, embedded, dialect, entities]);
  return parts(first) === parts(second);
}
