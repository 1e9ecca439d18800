import assert from 'node:assert/strict';
import { json, send, startStream, type Handler } from '../fakes/ollama-server.js';
import { until } from '../protocol/until.js';
import { chunk, rightly } from './oracle.js';
import { startOllama, text, uri, Workbench } from './workbench.js';

interface Row {
  readonly fault: string;
  readonly answer: Handler;
  /** The problem that the status tells of; absent where only the sentences are marked. */
  readonly problem?: string;
}

const failing =
  (status: number, error: string): Handler =>
  (_, response) => {
    json(response, { error }, status);
  };

/** Begins an answer and goes on with `rest`. */
const begun =
  (rest: (response: Parameters<Handler>[1]) => void): Handler =>
  (_, response) => {
    startStream(response);
    send(response, chunk('{"entities": ['));
    rest(response);
  };

const rows: readonly Row[] = [
  { fault: 'answers nothing, not even headers', answer: () => undefined, problem: 'timeout' },
  {
    fault: 'drips one byte at a time',
    answer: (_, response) => {
      startStream(response);
      const bytes = JSON.stringify(chunk('{"entities": ['));
      let sent = 0;
      const timer = setInterval(() => response.write(bytes.charAt(sent++)), 50);
      response.once('close', () => {
        clearInterval(timer);
      });
    },
    problem: 'timeout',
  },
  { fault: 'falls silent in mid-stream', answer: begun(() => undefined), problem: 'timeout' },
  {
    fault: 'cuts the stream',
    answer: begun((response) => response.end()),
    problem: 'stream-cut',
  },
  {
    fault: 'breaks the connection in mid-stream',
    answer: begun((response) => setImmediate(() => response.socket?.destroy())),
    problem: 'stream-cut',
  },
  {
    fault: 'sends an error inside the stream',
    answer: begun((response) => {
      send(response, { error: 'something broke' });
      response.end();
    }),
    problem: 'server-error',
  },
  {
    fault: 'says 404, for its model was deleted',
    answer: failing(404, 'model "m:latest" not found'),
    problem: 'model-missing',
  },
  {
    fault: 'says 404 as a web server does',
    answer: (_, response) => void response.writeHead(404).end('404 page not found'),
    problem: 'not-ollama',
  },
  { fault: 'says 500', answer: failing(500, 'something broke'), problem: 'server-error' },
  { fault: 'says 503', answer: failing(503, 'server busy, please try again'), problem: 'busy' },
  {
    fault: 'redirects elsewhere',
    answer: (_, response) => void response.writeHead(307, { location: 'http://192.0.2.1/api/chat' }).end(),
    problem: 'host-refused',
  },
  {
    fault: 'runs out of memory as it loads the model',
    answer: failing(500, 'model requires more system memory (5.6 GiB) than is available (3.0 GiB)'),
    problem: 'out-of-memory',
  },
  {
    fault: 'has too small a context',
    answer: failing(400, 'the input length exceeds the context length'),
    problem: 'context-overflow',
  },
  {
    fault: 'loses the model to another one in mid-stream',
    answer: begun((response) => {
      send(response, { error: 'llama runner process has terminated: signal: killed' });
      response.end();
    }),
    problem: 'engine-died',
  },
  {
    fault: 'sends a line of 5 MB',
    answer: (_, response) => {
      startStream(response);
      send(response, chunk('y'.repeat(5_000_000)));
      response.end();
    },
    problem: 'not-ollama',
  },
  {
    fault: 'speaks no JSON any more',
    answer: (_, response) => {
      startStream(response);
      response.end('<html>Welcome</html>\n');
    },
    problem: 'not-ollama',
  },
];

describe('an Ollama that, while a note is open,', () => {
  it('answers late, and then all at once: all is read, and nothing is said', async () => {
    const bench = await Workbench.start(await startOllama(), {}, true);
    const { witness, ollama } = bench;
    await witness.open(uri, text);
    await witness.complete(uri);
    ollama.on('/api/chat', (request, response) => {
      setTimeout(() => void rightly(request, response), 300);
    });
    await witness.replace(uri, 'since.', 'since.\nA cough.\nA rash today.');
    await witness.complete(uri);
    assert.deepEqual(witness.messages, {});
    await bench.end();
  });

  for (const { fault, answer, problem } of rows) {
    it(`${fault}: ${problem ?? 'marks the sentences'}, keeps what is shown, and goes on after it`, async () => {
      const bench = await Workbench.start(await startOllama(), {}, problem === 'timeout');
      const { witness, ollama } = bench;
      await witness.open(uri, text);
      await witness.complete(uri);
      ollama.on('/api/chat', answer);
      await witness.replace(uri, 'for fever', 'for high fever');
      await witness.replace(uri, 'since.', 'since.\nA cough.\nA rash today.');
      await bench.problem(problem);
      await until('what is kept', () => witness.shown(uri)?.length === 4);
      ollama.on('/api/chat', rightly);
      await bench.retry();
      await witness.complete(uri);
      await bench.problem(undefined);
      await bench.end();
    });
  }
});
