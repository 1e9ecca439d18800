import { unlessAborted } from '../unless-aborted.js';
import { endsProcess, EngineFailure } from './engine-failure.js';
import { EngineProcess, type Load, type ProcessOptions } from './engine-process.js';

/** How often a process may die before it is given up for a while. */
export interface RestartLimit {
  readonly most: number;
  readonly withinMilliseconds: number;
}

/** Too many deaths in a short time. */
export class KeepsDying extends Error {
  override readonly name = 'KeepsDying';
}

/**
 * Keeps the process of the embedded engine: starts it when it is first needed and after it died, and ends it
 * when it was idle for long.
 */
export class Supervisor {
  #process: EngineProcess | undefined;
  #deaths: number[] = [];
  #users = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: ProcessOptions,
    private readonly load: Load,
    private readonly unloadAfterMilliseconds: number,
    private readonly limit: RestartLimit = { most: 3, withinMilliseconds: 60_000 },
  ) {}

  /** The process that runs now, for tests and the log. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /**
   * Works with a process whose model is loaded, which is not ended meanwhile.
   *
   * @throws EngineFailure, KeepsDying, or the reason of `signal` while the model loads.
   */
  async *use<T>(
    signal: AbortSignal,
    work: (process: EngineProcess) => AsyncIterable<T>,
  ): AsyncGenerator<T, void, undefined> {
    const use = this.#begin(signal);
    try {
      yield* work(await use.loaded());
    } catch (error) {
      throw await use.failed(error);
    } finally {
      use.end();
    }
  }

  /** The same for work that comes to one result. */
  async useOnce<T>(signal: AbortSignal, work: (process: EngineProcess) => Promise<T>): Promise<T> {
    const use = this.#begin(signal);
    try {
      return await work(await use.loaded());
    } catch (error) {
      throw await use.failed(error);
    } finally {
      use.end();
    }
  }

  /** Ends the process at once; calls that are running fail. */
  stop(): void {
    clearTimeout(this.#idle);
    this.#process?.stop();
    this.#process = undefined;
  }

  #begin(signal: AbortSignal): {
    loaded: () => Promise<EngineProcess>;
    failed: (error: unknown) => Promise<unknown>;
    end: () => void;
  } {
    signal.throwIfAborted();
    clearTimeout(this.#idle);
    this.#users += 1;
    let process: EngineProcess | undefined;
    return {
      loaded: async () => {
        process = this.#process ??= this.#start();
        await unlessAborted(process.loaded, signal);
        return process;
      },
      failed: async (error) => {
        // Its end may not have been told of yet; the next call must not meet it again.
        if (error instanceof EngineFailure && endsProcess(error.code)) await process?.discard();
        return error;
      },
      end: () => {
        this.#users -= 1;
        if (this.#users === 0) this.#waitIdle();
      },
    };
  }

  #start(): EngineProcess {
    const now = performance.now();
    this.#deaths = this.#deaths.filter((death) => now - death < this.limit.withinMilliseconds);
    if (this.#deaths.length >= this.limit.most) throw new KeepsDying();
    const started = new EngineProcess(this.options, this.load);
    const forget = (): void => {
      if (this.#process === started) this.#process = undefined;
    };
    void started.ended.then(({ onPurpose }) => {
      forget();
      if (!onPurpose) this.#deaths.push(performance.now());
    });
    started.loaded.catch((error: unknown) => {
      // A model that cannot be loaded: the next call tries anew, in a process without what is left of it.
      if (error instanceof EngineFailure && !endsProcess(error.code)) started.stop();
      forget();
    });
    return started;
  }

  #waitIdle(): void {
    if (this.unloadAfterMilliseconds <= 0) return;
    this.#idle = setTimeout(() => {
      this.stop();
    }, this.unloadAfterMilliseconds);
    // Waiting to unload keeps no program running.
    this.#idle.unref();
  }
}
