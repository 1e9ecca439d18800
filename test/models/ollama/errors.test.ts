import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { collect } from '../../../server/src/models/collect.js';
import { ModelError } from '../../../server/src/models/error.js';
import type { ModelErrorCode } from '../../../server/src/models/error-code.js';
import { OllamaEngine } from '../../../server/src/models/ollama/engine.js';
import type { OllamaRuntime } from '../../../server/src/models/ollama/runtime.js';
import type { Prompt } from '../../../server/src/tasks/task.js';
import { FakeOllama, json, replyWith, send, startStream, type Handler } from '../../fakes/ollama-server.js';
import { noteText, ollamaSettings, prompt } from '../prompts.js';

const quick = { retries: 2, first: 1, longest: 2 };
const { signal } = new AbortController();

/** A sentence of a note that is shorter than most, and what a model wrote of it. */
const secret = 'HIV positive.';
const echo = 'fewer';

interface Row {
  readonly what: string;
  readonly answer: Handler;
  readonly code: ModelErrorCode;
  readonly transient?: boolean;
  readonly mode?: 'chat' | 'raw';
  /** What the message must say beside the host. */
  readonly says?: RegExp;
}

const failing =
  (status: number, error: string): Handler =>
  (_, response) => {
    json(response, { error }, status);
  };

const inStream =
  (error: string): Handler =>
  (_, response) => {
    startStream(response);
    send(response, { response: 'partly ', done: false });
    send(response, { error });
    response.end();
  };

const rows: readonly Row[] = [
  {
    what: 'a model that is missing',
    answer: failing(404, 'model "m" not found, try pulling it first'),
    code: 'model-missing',
    says: /m.*Download/,
  },
  {
    what: 'a path that is missing',
    answer: (_, response) => {
      response.writeHead(404).end('404 page not found');
    },
    code: 'not-ollama',
  },
  {
    what: 'an error inside the stream',
    answer: inStream('something broke'),
    code: 'server-error',
    says: /inside the reply/,
  },
  {
    what: 'an error inside the stream of a chat',
    mode: 'chat',
    answer: inStream('something broke'),
    code: 'server-error',
    says: /inside the reply/,
  },
  {
    what: 'an error whose reason is known',
    answer: failing(500, `open /${noteText}: no space left on device: ${noteText}`),
    code: 'server-error',
    says: /\(HTTP 500: no space left on device\)/,
  },
  {
    what: 'memory that runs out inside the stream',
    answer: inStream('llama runner process has terminated: cudaMalloc failed: out of memory'),
    code: 'out-of-memory',
    says: /smaller model/,
  },
  {
    what: 'a model too big to load',
    answer: failing(500, 'model requires more system memory (5.6 GiB) than is available (3.0 GiB)'),
    code: 'out-of-memory',
  },
  {
    what: 'a runner that died',
    answer: failing(500, 'model runner has unexpectedly stopped, this may be due to resource limitations'),
    code: 'engine-died',
    transient: true,
  },
  {
    what: 'a prompt too long',
    answer: failing(400, 'the input length exceeds the context length'),
    code: 'context-overflow',
    says: /context window/,
  },
  {
    what: 'a prompt too long, told inside the stream',
    answer: inStream('the input length exceeds the context length'),
    code: 'context-overflow',
  },
  {
    what: 'a prompt that an older server cut',
    answer: replyWith(['x'], { prompt_eval_count: 4096 }),
    code: 'context-overflow',
  },
  {
    what: 'thinking asked of a model without it',
    answer: failing(400, '"m" does not support thinking'),
    code: 'unsupported',
    says: /\(does not support thinking\)/,
  },
  {
    what: 'a queue that stays full',
    answer: failing(503, 'server busy, please try again.  maximum pending requests exceeded'),
    code: 'busy',
    transient: true,
    says: /busy/,
  },
  {
    what: 'a stream without its end',
    answer: (_, response) => {
      startStream(response);
      send(response, { response: 'partly', done: false });
      response.end();
    },
    code: 'stream-cut',
    transient: true,
  },
  {
    what: 'a last chunk that is cut',
    answer: (_, response) => {
      startStream(response);
      response.end('{"response":"partly","done":fal');
    },
    code: 'stream-cut',
    transient: true,
  },
  {
    what: 'a socket that breaks in mid-stream',
    answer: (_, response) => {
      startStream(response);
      send(response, { response: 'partly', done: false });
      response.flushHeaders();
      setImmediate(() => response.socket?.destroy());
    },
    code: 'stream-cut',
    transient: true,
  },
  {
    what: 'a socket that breaks before the headers',
    answer: (_, response) => {
      response.socket?.destroy();
    },
    code: 'unreachable',
    transient: true,
  },
  {
    what: 'a stream that is not JSON',
    answer: (_, response) => {
      startStream(response);
      response.end(`<p>${noteText}</p>\n`);
    },
    code: 'not-ollama',
  },
  {
    what: 'chunks of another shape',
    answer: (_, response) => {
      startStream(response);
      send(response, { choices: [noteText], done: 1 });
      response.end();
    },
    code: 'not-ollama',
  },
  {
    what: 'a redirect',
    answer: (_, response) => {
      response.writeHead(307, { location: 'http://example.org/api/generate' }).end();
    },
    code: 'host-refused',
  },
  {
    what: 'a web page instead',
    answer: (_, response) => {
      response.writeHead(403, { 'content-type': 'text/html' }).end('<html>Forbidden</html>');
    },
    code: 'not-ollama',
  },
  {
    what: 'an error that quotes the note',
    answer: failing(500, `cannot tokenize "${noteText}"`),
    code: 'server-error',
  },
  {
    what: 'an error that quotes the note, in a chat',
    mode: 'chat',
    answer: failing(400, `bad message: ${noteText}`),
    code: 'server-error',
  },
];

describe('failures of Ollama', () => {
  let fake: FakeOllama;
  let runtime: OllamaRuntime;
  const printed: string[] = [];
  const methods = ['log', 'warn', 'error', 'info', 'debug'] as const;
  const originals = { ...console };

  beforeEach(async () => {
    fake = await FakeOllama.start();
    runtime = await new OllamaEngine(ollamaSettings(fake.host), quick).open('m', 'auto', signal);
    printed.length = 0;
    for (const name of methods) console[name] = (...parts: unknown[]) => void printed.push(parts.join(' '));
  });

  afterEach(async () => {
    Object.assign(console, originals);
    await fake.stop();
  });

  for (const row of rows) {
    it(`${row.what}: ${row.code}`, async () => {
      fake.on('/api/generate', row.answer).on('/api/chat', row.answer);
      const error = await failureOf(runtime, { mode: row.mode ?? 'raw' });
      assert.equal(error.code, row.code, error.message);
      assert.equal(error.transient, row.transient ?? false);
      assert.ok(error.message.includes(fake.host), error.message);
      if (row.says) assert.match(error.message, row.says);
      assert.ok(!error.message.includes('Jane'), 'A message must not quote the note.');
      assert.deepEqual(printed, [], 'The client must not print.');
    });
  }

  const quotes: readonly (readonly [what: string, words: string])[] = [
    ['a short sentence', secret],
    ['the end of a short sentence', 'positive.'],
    ['the sentence in another form', secret.toUpperCase().replace(' ', '\n')],
    ['the reply', echo],
  ];
  const endings: readonly (readonly [string, (words: string) => Handler])[] = [
    ['as the body of an error', (words) => failing(500, `cannot parse ${words}`)],
    ['as a refusal', (words) => failing(400, `"m" does not support thinking of ${words}`)],
    ['inside the stream', (words) => inStream(`grammar failed at ${words}`)],
    ['as no JSON at all', (words) => (_, response) => void response.writeHead(500).end(words)],
  ];
  for (const [what, words] of quotes) {
    for (const [where, answer] of endings) {
      it(`that quote ${what} ${where}: not a word of it`, async () => {
        fake.on('/api/generate', answer(words));
        const error = await failureOf(runtime, { input: secret });
        for (let shown: unknown = error; shown instanceof Error; shown = shown.cause) {
          assert.doesNotMatch(`${shown.message} ${shown.stack ?? ''}`, /positive|HIV|fewer/i);
        }
        assert.deepEqual(printed, []);
      });
    }
  }

  it('an error body without an end: no more of it is received than is read', async () => {
    let written = 0;
    fake.on('/api/generate', (_, response) => {
      response.writeHead(500, { 'content-type': 'application/json' });
      const write = (): void => {
        while (!response.destroyed && written < 1e9 && response.write('x'.repeat(65_536))) written += 65_536;
        if (!response.destroyed) response.once('drain', write);
      };
      write();
    });
    const error = await failureOf(runtime);
    assert.equal(error.code, 'server-error');
    await fake.received('/api/generate')[0]!.closed;
    assert.ok(written < 1e8, `${written} bytes`);
  });

  it('a server that is down: unreachable', async () => {
    await fake.stop();
    const error = await failureOf(runtime);
    assert.equal(error.code, 'unreachable');
    assert.equal(error.transient, true);
    assert.match(error.message, /\(\w+\).*ollama serve/);
  });

  it('a server that was never there: unreachable', async () => {
    const other = await FakeOllama.start();
    const { host } = other;
    await other.stop();
    const engine = new OllamaEngine(ollamaSettings(host), quick);
    await assert.rejects(engine.list(signal), { code: 'unreachable', message: /ECONNREFUSED.*ollama serve/ });
  });

  it('a host that does not exist: unreachable', async () => {
    const engine = new OllamaEngine(
      ollamaSettings('http://nowhere.invalid', { allowRemoteHost: true }),
      quick,
    );
    await assert.rejects(engine.list(signal), {
      code: 'unreachable',
      transient: true,
      message: /nowhere\.invalid/,
    });
  });

  it('another machine that is not allowed: refused, and nothing is sent', async () => {
    const engine = new OllamaEngine(ollamaSettings('http://192.0.2.1'), quick);
    for (const call of [
      engine.list(signal),
      engine.open('m', 'auto', signal),
      engine.pull('m', () => undefined, signal),
    ]) {
      await assert.rejects(call, { code: 'host-refused', message: /192\.0\.2\.1.*allowRemoteHost/ });
    }
  });

  it('a server of another kind: not-ollama', async () => {
    fake.on('/api/tags', (_, response) => {
      response.end('<html>Hello</html>');
    });
    await assert.rejects(new OllamaEngine(ollamaSettings(fake.host)).list(signal), { code: 'not-ollama' });
    fake.on('/api/tags', (_, response) => {
      json(response, { data: [] });
    });
    await assert.rejects(new OllamaEngine(ollamaSettings(fake.host)).list(signal), { code: 'not-ollama' });
  });

  it('a port that speaks no HTTP: not-ollama', async () => {
    // It reads what it is sent: a connection that is closed over unread data is reset, and its words may be lost.
    const server = createServer((socket) => {
      socket.on('error', () => undefined).resume();
      socket.write('SSH-2.0-OpenSSH_9.2\r\n');
    }).listen(0, '127.0.0.1');
    try {
      await once(server, 'listening');
      const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      await assert.rejects(new OllamaEngine(ollamaSettings(host)).list(signal), { code: 'not-ollama' });
    } finally {
      server.close();
    }
  });

  it('asks a busy server again, and only a busy one', async () => {
    let busy = 2;
    const answer = replyWith(['done']);
    fake.on('/api/generate', (request, response) => {
      busy -= 1;
      return (busy >= 0 ? failing(503, 'server busy') : answer)(request, response);
    });
    const { reply } = await collect(runtime.generate(prompt(), signal));
    assert.equal(reply.text, 'done');
    assert.equal(fake.received('/api/generate').length, 3);

    fake.on('/api/generate', failing(500, 'broken'));
    await failureOf(runtime);
    assert.equal(fake.received('/api/generate').length, 4);
  });
});

async function failureOf(runtime: OllamaRuntime, over: Partial<Prompt> = {}): Promise<ModelError> {
  try {
    await collect(runtime.generate(prompt(over), signal));
  } catch (error) {
    assert.ok(error instanceof ModelError, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: 'The call should fail.' });
}
