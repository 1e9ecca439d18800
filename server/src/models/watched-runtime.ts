import type { Prompt } from '../tasks/task.js';
import { DelegatingRuntime } from './delegating-runtime.js';
import { ModelError } from './error.js';
import type { DeviceShare, ModelRuntime, ReplyChunk } from './runtime.js';

/** What is told of a runtime that may not be what it was. */
export interface Watch {
  /** A call failed. */
  failed(error: ModelError): void;
  /** The engine holds a model with this digest under the name of the one that was opened. */
  replaced(digest: string): void;
}

/** A runtime that tells what speaks against it, so that the choice of it can be thought over. */
export class WatchedRuntime extends DelegatingRuntime {
  constructor(
    inner: ModelRuntime,
    private readonly watch: Watch,
  ) {
    super(inner);
  }

  override async *generate(prompt: Prompt, signal: AbortSignal): AsyncGenerator<ReplyChunk, void, undefined> {
    try {
      yield* this.inner.generate(prompt, signal);
    } catch (error) {
      if (error instanceof ModelError) this.watch.failed(error);
      throw error;
    }
  }

  override async device(signal: AbortSignal): Promise<DeviceShare> {
    const share = await this.inner.device(signal);
    if (share.digest !== undefined && share.digest !== this.model.digest) this.watch.replaced(share.digest);
    return share;
  }
}
