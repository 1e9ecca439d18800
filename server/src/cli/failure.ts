import { ModelError } from '../models/error.js';
import { exitCode, type ExitCode } from './exit-code.js';
import { visible } from './visible.js';

/** Something that the user can put right; the message says what and how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What stopped the work: Ctrl-C or a request to end. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** What to say of an error, for people, and how the process ends on it. Holds no text of a note. */
export function describeFailure(error: unknown): { message: string; code: ExitCode } {
  if (error instanceof Interrupted) {
    return { message: 'Interrupted.', code: exitCode.interrupted };
  }
  if (error instanceof UsageError) {
    return { message: visible(error.message), code: exitCode.usage };
  }
  if (error instanceof ModelError) {
    return { message: visible(error.message), code: exitCode.failed };
  }
  const name = error instanceof Error ? error.name : 'Error';
  return { message: `bionote failed unexpectedly (${visible(name)}).`, code: exitCode.failed };
}
