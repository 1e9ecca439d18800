import { DelegatingRuntime } from './delegating-runtime.js';
import type { ModelRuntime } from './runtime.js';

/** A model that writes, with an encoder beside it, which reads entities and places sentences by their meaning. */
export class AssistedRuntime extends DelegatingRuntime {
  constructor(
    inner: ModelRuntime,
    private readonly assistant: ModelRuntime,
  ) {
    super(inner);
  }

  override get encoder(): ModelRuntime {
    return this.assistant;
  }

  /** Whether it is `runtime` that writes. */
  isOver(runtime: ModelRuntime): boolean {
    return this.inner === runtime;
  }

  override async dispose(): Promise<void> {
    await Promise.all([this.inner.dispose(), this.assistant.dispose()]);
  }
}
