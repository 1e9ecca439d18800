import { isAbort, modelFailureOf, type ModelFailure } from './features/failure.js';
import type { Models } from './parts.js';

/** How long the engine may take to say where a model runs, in milliseconds; nobody waits for it. */
const deviceDeadline = 5000;

/** What is known of the model in use beyond its name: whether it can be called, and on which device it runs. */
export class ModelState {
  #failure: ModelFailure | undefined;
  #gpuShare: number | undefined;

  /** @param changed called when something of it is another. */
  constructor(
    private readonly models: Models,
    private readonly changed: () => void,
  ) {}

  get failure(): ModelFailure | undefined {
    return this.#failure;
  }

  /** Share of the model on the GPU, 0 to 1; absent where unknown. */
  get gpuShare(): number | undefined {
    return this.#gpuShare;
  }

  /** Another model, or another look at the same one: what was known holds no longer. */
  reset(): void {
    this.#failure = undefined;
    this.#gpuShare = undefined;
    this.changed();
  }

  /** A call went well, so the model can be called; looks where it runs. */
  async succeeded(): Promise<void> {
    this.#failure = undefined;
    this.changed();
    const signal = AbortSignal.timeout(deviceDeadline);
    const runtime = await this.models.current(signal);
    const { gpuShare } = await runtime.device(signal);
    this.#gpuShare = gpuShare;
    this.changed();
  }

  /** A call failed; only what concerns the model is kept. */
  failed(error: unknown): void {
    const failure = isAbort(error) ? undefined : modelFailureOf(error);
    if (!failure) return;
    this.#failure = failure;
    this.changed();
  }
}
