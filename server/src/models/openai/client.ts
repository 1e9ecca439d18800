import { ModelError } from '../error.js';
import type { CallContext } from '../http/failures.js';
import { bounded, HttpFailure, responseTo } from '../http/response.js';
import { openAiServer } from './server-kind.js';
import { timedOut, toModelError } from './errors.js';

/** Where a server is, and what opens it. Neither the key nor a body is ever part of a message. */
export interface Address {
  /** Normalised and permitted. */
  readonly host: string;
  /** Sent with every request; absent: none. */
  readonly key?: string;
}

/**
 * Sends the body of a generation, and gives the answer when its headers have come.
 *
 * @throws HttpFailure, ModelError, or what the connection throws.
 */
export function post(address: Address, path: string, body: object, signal: AbortSignal): Promise<Response> {
  return responseTo(
    address.host + path,
    {
      method: 'POST',
      headers: { ...authorization(address), 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    },
    openAiServer,
  );
}

/**
 * Asks the server for something that it knows at once, within ten seconds.
 *
 * @throws ModelError, or the reason of `signal`.
 */
export async function ask<T>(
  address: Address,
  path: string,
  call: CallContext,
  signal: AbortSignal,
  read: (answer: unknown) => T,
): Promise<T> {
  const limit = AbortSignal.timeout(10_000);
  try {
    const init = { headers: authorization(address), signal: AbortSignal.any([signal, limit]) };
    return read(await bounded(await responseTo(address.host + path, init, openAiServer)).json());
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    // A server that takes the connection but says nothing is as good as none.
    if (limit.aborted) throw new ModelError('unreachable', timedOut(call).message, true, { cause: error });
    if (error instanceof HttpFailure && error.status === 404)
      throw toModelError(new HttpFailure(404, '', false), call);
    throw toModelError(error, call);
  }
}

function authorization({ key }: Address): Record<string, string> {
  return key === undefined || key === '' ? {} : { authorization: `Bearer ${key}` };
}
