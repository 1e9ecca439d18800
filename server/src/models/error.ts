import type { ModelErrorCode } from './error-code.js';
import { causes } from './causes.js';

/** A model call that failed. `message` is for people and logs: it names host and model, never text of a note. */
export class ModelError extends Error {
  override readonly name = 'ModelError';

  constructor(
    readonly code: ModelErrorCode,
    message: string,
    /** Whether the same call may succeed later without anyone doing anything. */
    readonly transient = false,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A failed call as the user hears of it: its cause, and a sentence. */
export type ModelFailure = Pick<ModelError, 'code' | 'message'>;

/** Whether another call may well succeed, so that asking goes on. */
export function concernsCall({ code }: ModelFailure): boolean {
  return causes[code].reach === 'call';
}
