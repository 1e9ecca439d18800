import { Ollama } from 'ollama/browser';
import { ModelError } from '../error.js';
import { toModelError, timedOut, type CallContext } from './errors.js';
import { requestFetch } from './http.js';

/**
 * A client for one request: aborting `signal` closes its socket, at any time. `host` is normalised and
 * permitted already.
 */
export function clientFor(host: string, signal: AbortSignal): Ollama {
  return new Ollama({ host, fetch: requestFetch(signal) });
}

/**
 * Asks the server for something that it knows at once, within `milliseconds`.
 *
 * @throws ModelError, or the reason of `signal`.
 */
export async function ask<T>(
  call: CallContext,
  signal: AbortSignal,
  question: (client: Ollama) => Promise<T>,
  milliseconds = 10_000,
): Promise<T> {
  const limit = AbortSignal.timeout(milliseconds);
  try {
    return await question(clientFor(call.host, AbortSignal.any([signal, limit])));
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (limit.aborted) throw silent(call, error);
    throw toModelError(error, call);
  }
}

/** A server that takes the connection but says nothing is as good as none. */
function silent(call: CallContext, cause: unknown): ModelError {
  return new ModelError('unreachable', timedOut(call).message, true, { cause });
}
