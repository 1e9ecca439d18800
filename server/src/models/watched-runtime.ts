import type { ModelProfile } from '../tasks/profile.js';
import type { Prompt } from '../tasks/task.js';
import { ModelError } from './error.js';
import type { DeviceShare, ModelInfo, ModelRuntime, ReplyChunk } from './runtime.js';

/** A runtime that tells of every failure of a call, so that the choice of it can be thought over. */
export class WatchedRuntime implements ModelRuntime {
  constructor(
    private readonly inner: ModelRuntime,
    private readonly onFailure: (error: ModelError) => void,
  ) {}

  get model(): ModelInfo {
    return this.inner.model;
  }

  get profile(): ModelProfile {
    return this.inner.profile;
  }

  get slots(): number {
    return this.inner.slots;
  }

  async *generate(prompt: Prompt, signal: AbortSignal): AsyncGenerator<ReplyChunk, void, undefined> {
    try {
      yield* this.inner.generate(prompt, signal);
    } catch (error) {
      if (error instanceof ModelError) this.onFailure(error);
      throw error;
    }
  }

  device(signal: AbortSignal): Promise<DeviceShare> {
    return this.inner.device(signal);
  }

  dispose(): Promise<void> {
    return this.inner.dispose();
  }
}
