import { CutStream, StreamedError } from '../http/failures.js';
import { bounded, NotJson, wordsOf } from '../http/response.js';

/** Longest event, in UTF-16 units; one with log-probabilities is below 10 kB. */
const longestEvent = 4_000_000;

/** What the last event holds. */
const end = '[DONE]';

/**
 * The events of a streamed answer, parsed, until the server says that it is done, or closes the stream.
 *
 * @throws NotJson for an event that is none, StreamedError for an error that the server reports.
 */
export async function* eventsOf(response: Response): AsyncGenerator<unknown, void, undefined> {
  if (!response.body) throw new CutStream();
  // Some servers answer with an error as a whole, and status 200.
  if (response.headers.get('content-type')?.includes('application/json')) {
    valueOf(await bounded(response).text());
    throw new NotJson();
  }
  for await (const data of dataOf(response.body)) {
    if (data.trim() === end) return;
    yield valueOf(data);
  }
}

function valueOf(data: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    throw new NotJson();
  }
  if (typeof value !== 'object' || value === null) throw new NotJson();
  const words = wordsOf(value);
  if (words !== undefined) throw new StreamedError(words);
  return value;
}

/** The data of server-sent events. What is no event, such as a web page, has none; the last one needs no end. */
async function* dataOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  let data: string[] = [];
  for await (const piece of body) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    if (rest.length > longestEvent) throw new NotJson();
    for (const line of lines) {
      if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
      // llama-server reports what went wrong in mid-stream under a name of its own.
      else if (line.startsWith('error:')) data.push(`{"error":${line.slice(6)}}`);
      else if (/^\s*[<{]/.test(line)) throw new NotJson();
      if (line !== '' || data.length === 0) continue;
      yield data.join('\n');
      data = [];
    }
  }
  if (rest.startsWith('data:')) data.push(rest.slice(5).trim());
  // An event that the connection cut is no event.
  if (data.length === 1 && data[0] === end) yield end;
}
