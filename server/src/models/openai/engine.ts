import type { Settings } from '../../shared/protocol.js';
import type { Timer } from '../../shared/timer.js';
import { permittedHost, shownHost } from '../http/host.js';
import { usualLimits, type ServerLimits } from '../http/limits.js';
import type { RetryTimes } from '../http/streamed-calls.js';
import { profileFor } from '../profiles.js';
import type { ModelInfo } from '../runtime.js';
import type { Address } from './client.js';
import { describeModel, listModels } from './discovery.js';
import { cloudRefused } from '../http/server-errors.js';
import { noServer } from './errors.js';
import { OpenAiRuntime } from './runtime.js';
import { openAiServer } from './server-kind.js';

/** The settings that reach a server: its own, and those that it shares with Ollama. */
export type ServerSettings = Pick<Settings, 'openai' | 'ollama'>;

/**
 * The OpenAI-compatible server of the settings, such as vLLM, llama-server or LM Studio. Nothing is sent to a host that
 * they do not allow.
 */
export class OpenAiEngine {
  /**
   * @param key gives what opens the server; `undefined` if nothing does. Never part of a message.
   */
  constructor(
    private settings: ServerSettings,
    private readonly key: () => string | undefined = () => undefined,
    private readonly retryTimes?: RetryTimes,
    private readonly timer?: Timer,
    private readonly limits: ServerLimits = usualLimits(),
  ) {}

  configure(settings: ServerSettings): void {
    this.settings = settings;
  }

  /** Whether the settings name a server. */
  get isNamed(): boolean {
    return this.settings.openai.url !== '';
  }

  /** The address in use, normalised; as written where it is none. */
  get host(): string {
    return shownHost(this.settings.openai.url, openAiServer);
  }

  /** @throws ModelError */
  async list(signal: AbortSignal): Promise<ModelInfo[]> {
    return listModels(this.#address(), signal);
  }

  /**
   * A runtime for the model `name`, or for the only one that the server has.
   *
   * @throws ModelError, such as `model-missing` or `no-model`.
   */
  async open(name: string, dialect: Settings['dialect'], signal: AbortSignal): Promise<OpenAiRuntime> {
    const address = this.#address();
    const model = await describeModel(address, name, signal);
    if (model.cloud && !this.settings.ollama.allowCloudModels) throw cloudRefused(model.name);
    // The window is the server's own; Ollama's usual one is assumed where it is not told.
    const contextLength = model.contextLength ?? this.limits.contextLength;
    const profile = profileFor(model, { dialect, contextLength });
    return new OpenAiRuntime(address, model, profile, this.limits, this.retryTimes, this.timer);
  }

  #address(): Address {
    const { openai, ollama } = this.settings;
    if (openai.url === '') throw noServer();
    const host = permittedHost(openai.url, ollama.allowRemoteHost, openAiServer);
    const key = this.key()?.trim();
    return { host, ...(key !== undefined && key !== '' && { key }) };
  }
}
