import * as l10n from '@vscode/l10n';
import { ModelError } from '../error.js';
import { directFetch } from './direct-fetch.js';

/**
 * An answer with a status that is not 2xx. `detail` is what the server said, which may quote what was sent: it
 * is looked at for the cause, and never shown.
 */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure';

  constructor(
    readonly status: number,
    readonly detail: string,
    /** Whether the body was an error as Ollama writes it. */
    readonly fromOllama: boolean,
  ) {
    super(`HTTP ${status}`);
  }
}

/** A line of a stream, or a whole answer, that is not JSON. Carries nothing of it. */
export class NotJson extends Error {
  override readonly name = 'NotJson';
}

/** Longest line of a stream, in UTF-16 units; a chunk of a reply with log-probabilities is below 10 kB. */
const longestLine = 4_000_000;

/** Longest answer that comes as a whole, in bytes: a list of a thousand models is below 1 MB. */
const longestAnswer = 32_000_000;

/** Longest body of an error that is read, in UTF-16 units. */
const longestError = 10_000;

/**
 * A `fetch` for one request. It uses no proxy. It ends with `signal` at any time, even before the headers arrive,
 * which the npm client alone cannot do. It follows no redirect, which could lead a note to another machine. And it
 * hands the client only answers that the client accepts, because for others the client prints what it received.
 */
export function requestFetch(host: string, signal: AbortSignal): typeof fetch {
  return async (input, init) => {
    const inner = init?.signal;
    const response = await directFetch(input, {
      ...init,
      redirect: 'manual',
      signal: inner ? AbortSignal.any([inner, signal]) : signal,
    });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      throw new ModelError(
        'host-refused',
        l10n.t(
          '{host} redirects to another address, which is not followed. Set bionote.ollama.host to Ollama itself.',
          {
            host,
          },
        ),
      );
    }
    if (!response.ok) throw await failure(response);
    if (!response.body) return response;
    if (!isStream(init?.body)) {
      return new Response(response.body.pipeThrough(atMost(longestAnswer)), { status: response.status });
    }
    return new Response(response.body.pipeThrough(jsonLines()), { status: response.status });
  };
}

function isStream(body: unknown): boolean {
  return typeof body === 'string' && body.includes('"stream":true');
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
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && 'error' in value && typeof value.error === 'string') {
      return value.error;
    }
  } catch {
    return undefined;
  }
  return undefined;
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

/** Passes whole lines of JSON on, and breaks the stream at a line that is none. A last line without its end is dropped. */
function jsonLines(): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = '';
  const passLine = (line: string, controller: TransformStreamDefaultController<Uint8Array>): void => {
    if (line.trim() === '') return;
    if (isJsonObject(line)) controller.enqueue(encoder.encode(`${line}\n`));
    else controller.error(new NotJson());
  };
  return new TransformStream({
    transform(chunk, controller) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) passLine(line, controller);
      if (rest.length > longestLine) controller.error(new NotJson());
    },
    flush(controller) {
      if (isJsonObject(rest)) passLine(rest, controller);
    },
  });
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
