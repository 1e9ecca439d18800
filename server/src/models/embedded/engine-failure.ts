import type { ModelErrorCode } from '../error-code.js';

/** Whether the engine's process is gone after such a failure. The next call starts another one. */
export function endsProcess(code: ModelErrorCode): boolean {
  return code === 'engine-died' || code === 'timeout';
}

/** Which part of an encoder's folder cannot be used: a file, or what the model takes or gives. */
export type EncoderFault = 'model' | 'tokenizer' | 'inputs' | 'outputs';

/** What went wrong inside the engine's process: the root cause, without words. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure';

  constructor(
    readonly code: ModelErrorCode,
    cause?: unknown,
    /** Where an encoder is at fault. */
    readonly fault?: EncoderFault,
  ) {
    super(code, { cause });
  }
}
