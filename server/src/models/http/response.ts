import { ModelError } from '../error.js';
import { directFetch } from './direct-fetch.js';
import type { ServerKind } from './host.js';

/**
 * An answer with a status that is not 2xx. `detail` is what the server said, which may quote what was sent: it
 * is looked at for the cause, and never shown.
 */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure';

  constructor(
    readonly status: number,
    readonly detail: string,
    /** Whether the body was an error as such a server writes it. */
    readonly isOwn: boolean,
  ) {
    super(`HTTP ${status}`);
  }
}

/** A line of a stream, or a whole answer, that is not JSON. Carries nothing of it. */
export class NotJson extends Error {
  override readonly name = 'NotJson';
}

/** Longest answer that comes as a whole, in bytes: a list of a thousand models is below 1 MB. */
const longestAnswer = 32_000_000;

/** Longest body of an error that is read, in UTF-16 units. */
const longestError = 10_000;

/**
 * Sends one request, and hands back an answer of status 2xx. It uses no proxy. It ends with `signal` at any time, even
 * before the headers arrive. It follows no redirect, which could lead a note to another machine.
 *
 * @throws HttpFailure for any other answer, ModelError `host-refused` for a redirect, or what the connection throws.
 */
export async function responseTo(
  input: string | URL | Request,
  init: RequestInit & { readonly signal: AbortSignal },
  kind: ServerKind,
): Promise<Response> {
  const response = await directFetch(input, { ...init, redirect: 'manual' });
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel();
    throw new ModelError('host-refused', kind.redirects(new URL(addressOf(input)).origin));
  }
  if (!response.ok) throw await failure(response);
  return response;
}

/** The same answer, broken where it is longer than any answer that comes as a whole. */
export function bounded(response: Response): Response {
  if (!response.body) return response;
  return new Response(response.body.pipeThrough(atMost(longestAnswer)), { status: response.status });
}

function addressOf(input: string | URL | Request): string {
  return input instanceof Request ? input.url : String(input);
}

async function failure(response: Response): Promise<HttpFailure> {
  const text = await beginningOf(response.body);
  const detail = errorIn(text);
  return new HttpFailure(response.status, detail ?? text, detail !== undefined);
}

/** The beginning of a body; the rest is not received. */
async function beginningOf(body: ReadableStream<Uint8Array> | null): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of body ?? []) {
    text += decoder.decode(piece, { stream: true });
    if (text.length >= longestError) break;
  }
  return text.slice(0, longestError);
}

function errorIn(text: string): string | undefined {
  try {
    return wordsOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The words of an error: `{ error }`, where it is text or an object with a message. */
export function wordsOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('error' in value)) return undefined;
  const { error } = value;
  if (typeof error === 'string') return error;
  if (typeof error !== 'object' || error === null || !('message' in error)) return undefined;
  const { message } = error;
  return typeof message === 'string' ? message : undefined;
}

/** Passes a body on, and breaks it where it is longer than `bytes`, unpacked. */
function atMost(bytes: number): TransformStream<Uint8Array, Uint8Array> {
  let received = 0;
  return new TransformStream({
    transform(chunk, controller) {
      received += chunk.length;
      if (received > bytes) controller.error(new NotJson());
      else controller.enqueue(chunk);
    },
  });
}
