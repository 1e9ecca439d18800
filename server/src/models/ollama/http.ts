import { bounded, NotJson, responseTo } from '../http/response.js';
import { ollamaServer } from './host.js';

/** Longest line of a stream, in UTF-16 units; a chunk of a reply with log-probabilities is below 10 kB. */
const longestLine = 4_000_000;

/**
 * A `fetch` for one request of the npm client, as `responseTo` sends it, which the client alone cannot. It hands the
 * client only answers that the client accepts, because for others the client prints what it received.
 */
export function requestFetch(signal: AbortSignal): typeof fetch {
  return async (input, init) => {
    const inner = init?.signal;
    const both = inner ? AbortSignal.any([inner, signal]) : signal;
    const response = await responseTo(input, { ...init, signal: both }, ollamaServer);
    if (!response.body) return response;
    if (!isStream(init?.body)) return bounded(response);
    return new Response(response.body.pipeThrough(jsonLines()), { status: response.status });
  };
}

function isStream(body: unknown): boolean {
  return typeof body === 'string' && body.includes('"stream":true');
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
