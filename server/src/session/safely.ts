import { LSPErrorCodes, ResponseError, type CancellationToken, type Command } from 'vscode-languageserver';
import type { FailureCode } from '../features/next-action.js';
import { framesOf, loggable, responseErrorOf } from './failure.js';

import type { Timer } from '../shared/timer.js';

export type Log = (line: string) => void;

/**
 * Answers a request that the editor makes on its own. A failure is logged and answered with `harmless`. The
 * result of a cancelled request is discarded.
 */
export async function safely<T>(
  what: string,
  log: Log,
  token: CancellationToken,
  harmless: T,
  work: () => T | Promise<T>,
): Promise<T | ResponseError<never>> {
  try {
    const answer = await work();
    return token.isCancellationRequested ? cancelled() : answer;
  } catch (error) {
    if (token.isCancellationRequested) return cancelled();
    if (error instanceof ResponseError) return error as ResponseError<never>;
    report(what, log, error);
    return harmless;
  }
}

/**
 * Answers a request that the user made. A failure is logged and answered as an error: one sentence, and for a
 * model's failure the actions from `actionsFor`.
 */
export async function plainly<T>(
  what: string,
  log: Log,
  token: CancellationToken,
  work: () => Promise<T>,
  actionsFor: (code: FailureCode) => readonly Command[] = () => [],
): Promise<T | ResponseError<unknown>> {
  try {
    const answer = await work();
    return token.isCancellationRequested ? cancelled() : answer;
  } catch (error) {
    if (token.isCancellationRequested) return cancelled();
    report(what, log, error);
    return responseErrorOf(error, actionsFor);
  }
}

/** A timer whose callbacks cannot take the server down: what fails in one is logged. */
export function safeTimer(timer: Timer, log: Log): Timer {
  return (callback, milliseconds) => timer(() => void quietly('timer', log, callback), milliseconds);
}

/** The last line of defence: logs a rejected promise that nobody handles, for which Node would end the process. */
export function logUnhandled(
  process: { on(event: 'unhandledRejection', listener: (reason: unknown) => void): unknown },
  log: Log,
): void {
  process.on('unhandledRejection', (reason) => {
    report('unhandled', log, reason);
  });
}

/** Runs what no one waits for; what fails is logged. */
export async function quietly(what: string, log: Log, work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    report(what, log, error);
  }
}

function report(what: string, log: Log, error: unknown): void {
  const frames = framesOf(error);
  log(frames ? `${what}: ${loggable(error)}\n${frames}` : `${what}: ${loggable(error)}`);
}

function cancelled(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
}
