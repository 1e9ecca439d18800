import type { ModelProfile } from '../tasks/profile.js';
import type { Prompt } from '../tasks/task.js';
import { ModelError } from './error.js';
import type { DeviceShare, ModelInfo, ModelRuntime, ReplyChunk } from './runtime.js';

/** What is told of a runtime that may not be what it was. */
export interface Watch {
  /** A call failed. */
  failed(error: ModelError): void;
  /** The engine holds a model with this digest under the name of the one that was opened. */
  replaced(digest: string): void;
}

/** A runtime that tells what speaks against it, so that the choice of it can be thought over. */
export class WatchedRuntime implements ModelRuntime {
  constructor(
    private readonly inner: ModelRuntime,
    private readonly watch: Watch,
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
      if (error instanceof ModelError) this.watch.failed(error);
      throw error;
    }
  }

  async device(signal: AbortSignal): Promise<DeviceShare> {
    const share = await this.inner.device(signal);
    if (share.digest !== undefined && share.digest !== this.model.digest) this.watch.replaced(share.digest);
    return share;
  }

  dispose(): Promise<void> {
    return this.inner.dispose();
  }
}
