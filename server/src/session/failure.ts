import { LSPErrorCodes, ResponseError, type Command } from 'vscode-languageserver';
import * as l10n from '@vscode/l10n';
import type { FailureCode } from '../features/next-action.js';
import { ModelError } from '../models/error.js';
import type { RequestFailure } from '../shared/protocol.js';

/** Whether `error` means that the work was cancelled. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/**
 * What may be logged about `error`: its name and code. The message is logged only for a ModelError, which names
 * only the host and the model; other messages may quote a note.
 */
export function loggable(error: unknown): string {
  if (error instanceof ModelError) return `${error.code}: ${error.message}`;
  if (!(error instanceof Error)) return typeof error;
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'string' || typeof code === 'number' ? `${error.name} ${code}` : error.name;
}

/** What may be counted of `error`: the code of its cause, or of the system, or its name. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : error.name;
}

/** The stack frames of `error` without its message, which may quote a note. */
export function framesOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { stack = '', message } = error;
  // The message comes first, and a line of it may look like a stack frame.
  const places = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : '';
  return places
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .join('\n');
}

/**
 * The answer to a user's request that failed: one sentence. For a model's failure, also the code of its cause and
 * the actions from `actionsFor`.
 */
export function responseErrorOf(
  error: unknown,
  actionsFor: (code: FailureCode) => readonly Command[],
): ResponseError<RequestFailure | undefined> {
  if (error instanceof ResponseError) return error as ResponseError<RequestFailure | undefined>;
  if (isAbort(error)) return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
  if (error instanceof ModelError) {
    return new ResponseError(LSPErrorCodes.RequestFailed, error.message, {
      problem: error.code,
      actions: actionsFor(error.code),
    });
  }
  return new ResponseError(
    LSPErrorCodes.RequestFailed,
    l10n.t('BioNote could not do this. The log says where it failed.'),
  );
}
