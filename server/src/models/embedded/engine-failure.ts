import type { ModelErrorCode } from '../error.js';

/** What went wrong inside the engine's process: the root cause, without words. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure';

  constructor(
    readonly code: ModelErrorCode,
    cause?: unknown,
  ) {
    super(code, { cause });
  }
}
