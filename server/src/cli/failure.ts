import * as l10n from '@vscode/l10n';
import { causes } from '../models/causes.js';
import { ModelError } from '../models/error.js';
import { exitCode, type ExitCode } from './exit-code.js';
import { visible } from './visible.js';

/** A mistake that the user can correct; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Ctrl-C or a request to terminate. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** The reader of standard output has gone, such as `head` once it has its lines. The work ends without an error. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

/** Standard output did not take a result, for example because the disk is full. */
export class OutputError extends Error {
  override readonly name = 'OutputError';

  constructor(readonly code: string) {
    super(`standard output failed (${code})`);
  }
}

/** The message for people and the exit code for an error that ends a command. The message holds no text of a note. */
export function describeFailure(error: unknown): { message: string; code: ExitCode } {
  if (error instanceof Interrupted) {
    return { message: l10n.t('Interrupted.'), code: exitCode.interrupted };
  }
  if (error instanceof UsageError) {
    return { message: visible(error.message), code: exitCode.usage };
  }
  if (error instanceof ModelError) {
    const parts = [error.message, causes[error.code].terminal?.() ?? ''];
    return { message: visible(parts.join(' ').trim()), code: exitCode.failed };
  }
  if (error instanceof OutputError) {
    const { code } = error;
    return {
      message: l10n.t('Standard output cannot be written ({code}).', { code }),
      code: exitCode.failed,
    };
  }
  const name = error instanceof Error ? error.name : 'Error';
  const message = l10n.t('bionote failed unexpectedly ({error}).', {
    error: visible(`${name} ${codeOf(error)}`.trim()),
  });
  return { message, code: exitCode.failed };
}

/** The system's code of an error, such as `ENOENT`; empty if it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
