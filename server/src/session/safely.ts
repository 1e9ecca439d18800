import { LSPErrorCodes, ResponseError, type CancellationToken, type Command } from 'vscode-languageserver';
import type { FailureCode } from '../features/next-action.js';
import { framesOf, loggable, responseErrorOf } from './failure.js';

export type Log = (line: string) => void;

/**
 * Answers an editor's own request: what fails is logged and answered with `harmless`, because nobody asked
 * for it in so many words. What a cancelled request found is thrown away.
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
 * Answers a request that the user made: what fails is answered as an error in one sentence, with what `actionsFor`
 * offers against a model's failure, and logged.
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
