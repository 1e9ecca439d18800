import type { PullProgress, Settings } from '../../shared/protocol.js';
import { realTimer, type Timer } from '../../shared/timer.js';
import type { ModelInfo } from '../runtime.js';
import { profileFor } from '../profiles.js';
import { describeModel, isCloudName, listModels, serverVersion } from './discovery.js';
import { cloudRefused } from './errors.js';
import { permittedHost, shownHost } from '../http/host.js';
import { usualLimits, type ServerLimits } from '../http/limits.js';
import { patientRetries, type RetryTimes } from '../http/streamed-calls.js';
import { ollamaServer } from './host.js';
import { pullModel } from './pull.js';
import { OllamaRuntime } from './runtime.js';

/** The Ollama server of the settings. Nothing is sent to a host, or through a model, that they do not allow. */
export class OllamaEngine {
  constructor(
    private settings: Settings['ollama'],
    private readonly retryTimes: RetryTimes = patientRetries,
    private readonly timer: Timer = realTimer,
    private readonly limits: ServerLimits = usualLimits(),
  ) {}

  configure(settings: Settings['ollama']): void {
    this.settings = settings;
  }

  /** The address in use, normalised; as written where it is none. */
  get host(): string {
    return shownHost(this.settings.host, ollamaServer);
  }

  /** @throws ModelError */
  async list(signal: AbortSignal): Promise<ModelInfo[]> {
    return listModels(this.#permitted(), signal);
  }

  /**
   * The server's version, such as "0.12.3"; `undefined` if it tells none.
   *
   * @throws the reason of `signal`.
   */
  async version(signal: AbortSignal): Promise<string | undefined> {
    return serverVersion(this.#permitted(), signal);
  }

  /**
   * A runtime for the model `name`.
   *
   * @throws ModelError, such as `model-missing` or `cloud-refused`.
   */
  async open(name: string, dialect: Settings['dialect'], signal: AbortSignal): Promise<OllamaRuntime> {
    const host = this.#permitted();
    const model = await describeModel(host, name, signal);
    if (model.cloud && !this.settings.allowCloudModels) throw cloudRefused(model.name);
    const profile = profileFor(model, { dialect, contextLength: this.limits.contextLength });
    return new OllamaRuntime(host, model, profile, this.limits, this.retryTimes, this.timer);
  }

  /**
   * Downloads a model; only ever called when the user agreed.
   *
   * @throws ModelError
   */
  async pull(name: string, onProgress: (progress: PullProgress) => void, signal: AbortSignal): Promise<void> {
    if (isCloudName(name) && !this.settings.allowCloudModels) throw cloudRefused(name);
    await pullModel(this.#permitted(), name, onProgress, signal, this.timer);
  }

  #permitted(): string {
    return permittedHost(this.settings.host, this.settings.allowRemoteHost, ollamaServer);
  }
}
