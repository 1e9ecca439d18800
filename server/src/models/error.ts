import * as l10n from '@vscode/l10n';
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

/** What an engine failed with, as such an error; what is none is told as a failure of the server. */
export function asModelError(error: unknown): ModelError {
  if (error instanceof ModelError) return error;
  return new ModelError('server-error', l10n.t('The server cannot be asked. See the log.'), false, {
    cause: error,
  });
}
