import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { ModelError } from '../../server/src/models/error.js';
import type { ModelErrorCode } from '../../server/src/models/error-code.js';
import { collect } from '../../server/src/models/collect.js';
import { OllamaEngine } from '../../server/src/models/ollama/engine.js';
import { defaultSettings } from '../../server/src/settings/settings.js';
import { FakeOllama, json, send, startStream, type Handler } from '../fakes/ollama-server.js';
import { noteText, prompt } from '../models/prompts.js';
import { until } from '../protocol/until.js';

const calm = new AbortController().signal;
const megabyte = Buffer.alloc(1_000_000, 0x20);

/** Writes without end, as fast as the reader takes it, until the socket closes; counts the bytes. */
async function flood(response: ServerResponse, piece: Buffer, count: (bytes: number) => void): Promise<void> {
  response.setMaxListeners(0);
  while (!response.destroyed && response.writable) {
    count(piece.length);
    if (!response.write(piece)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
}

describe('a hostile server on the port of Ollama', () => {
  let fake: FakeOllama;
  let elsewhere: FakeOllama;

  beforeEach(async () => {
    fake = await FakeOllama.start();
    elsewhere = await FakeOllama.start();
  });

  afterEach(() => Promise.all([fake.stop(), elsewhere.stop()]));

  const engine = (host = fake.host) => new OllamaEngine({ ...defaultSettings.ollama, host });

  async function fails(work: Promise<unknown>, ...codes: ModelErrorCode[]): Promise<ModelError> {
    const error: unknown = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ModelError, String(error));
    assert.ok(codes.includes(error.code), error.code);
    return error;
  }

  async function reply(): Promise<ReturnType<typeof collect>> {
    const runtime = await engine().open('m', 'json', calm);
    return collect(runtime.generate(prompt({ dialect: 'json', mode: 'chat' }), calm));
  }

  for (const status of [301, 302, 303, 307, 308]) {
    it(`sends no note elsewhere by the redirect ${status}`, async () => {
      const redirect: Handler = ({ path }, response) => {
        response.writeHead(status, { location: `${elsewhere.host}${path}` });
        response.end();
      };
      fake.on('/api/chat', redirect);
      await fails(reply(), 'host-refused');
      fake.on('/api/tags', redirect);
      await fails(engine().list(calm), 'host-refused');
      assert.deepEqual(elsewhere.requests, []);
    });
  }

  for (const [path, ask] of [
    ['/api/tags', () => engine().list(calm)],
    ['/api/show', () => engine().open('m', 'json', calm)],
  ] as const) {
    it(`does not read an answer of ${path} that has no end`, async () => {
      let sent = 0;
      let closed = false;
      fake.on(path, async (request, response) => {
        void request.closed.then(() => (closed = true));
        response.writeHead(200, { 'content-type': 'application/json' });
        await flood(response, megabyte, (bytes) => (sent += bytes));
      });
      await fails(ask(), 'not-ollama');
      await until('the end of the connection', () => closed);
      assert.ok(sent < 100_000_000, `${sent} bytes`);
    });
  }

  it('does not unpack a small answer to a large one', async () => {
    const bomb = gzipSync(`{"models":[]${' '.repeat(64_000_000)}}`, { level: 1 });
    fake.on('/api/tags', (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(bomb);
    });
    await fails(engine().list(calm), 'not-ollama');
  });

  it('does not read an error that has no end', async () => {
    let sent = 0;
    fake.on('/api/chat', async (_, response) => {
      response.writeHead(500);
      await flood(response, megabyte, (bytes) => (sent += bytes));
    });
    await fails(reply(), 'server-error');
    assert.ok(sent < 100_000_000, `${sent} bytes`);
  });

  it('does not read a line of a stream that has no end', async () => {
    let sent = 0;
    fake.on('/api/chat', async (_, response) => {
      startStream(response);
      await flood(response, Buffer.alloc(1_000_000, 0x61), (bytes) => (sent += bytes));
    });
    await fails(reply(), 'not-ollama');
    assert.ok(sent < 100_000_000, `${sent} bytes`);
  });

  it('does not take tokens without text for ever', async () => {
    const logprobs = Array.from({ length: 5000 }, () => ({ token: '', logprob: 0, top_logprobs: [] }));
    const chunk = { model: 'm', message: { role: 'assistant', content: '' }, logprobs, done: false };
    const line = Buffer.from(`${JSON.stringify(chunk)}\n`);
    fake.on('/api/chat', async (_, response) => {
      startStream(response);
      await flood(response, line, () => undefined);
    });
    const { reply: read } = await reply();
    assert.equal(read.finish, 'length');
    assert.ok(read.tokens.length < 300_000);
  });

  it('cannot send more alternatives of a token than were asked for', async () => {
    const top = Array.from({ length: 50_000 }, () => ({ token: 'x', logprob: 0 }));
    fake.on('/api/chat', (_, response) => {
      startStream(response);
      const logprobs = [{ token: 'x', logprob: 0, top_logprobs: top }];
      send(response, { model: 'm', message: { role: 'assistant', content: 'x' }, logprobs, done: false });
      response.end();
    });
    await fails(reply(), 'not-ollama');
  });

  it('cannot send headers without end', async () => {
    fake.on('/api/tags', (_, response) => {
      const { socket } = response;
      socket?.write('HTTP/1.1 200 OK\r\n');
      socket?.write(`x: ${'a'.repeat(1000)}\r\n`.repeat(1000));
    });
    await fails(engine().list(calm), 'unreachable', 'stream-cut', 'not-ollama', 'server-error');
  });

  for (const [name, body] of [
    ['HTML', '<!doctype html><script>alert(1)</script>'],
    ['no JSON', 'Jane Roe'],
    ['JSON of another shape', '{"models":{"name":"x"}}'],
    ['a number', '7'],
  ] as const) {
    it(`is told of where it answers with ${name}, of which nothing is shown`, async () => {
      fake.on('/api/tags', (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end(body);
      });
      const { message } = await fails(engine().list(calm), 'not-ollama');
      for (const word of ['script', 'Jane', 'doctype']) assert.ok(!message.includes(word));
    });
  }

  it('shows nothing of its errors but reasons that are known', async () => {
    for (const secret of [noteText, '[x](command:workbench.action.quit)']) {
      fake.on('/api/chat', (_, response) => {
        json(response, { error: `invalid JSON schema in format: ${secret}` }, 500);
      });
      const error = await fails(reply(), 'server-error', 'unsupported');
      assert.ok(!error.message.includes(secret), error.message);
      assert.match(error.message, /invalid JSON schema in format/);
    }
  });

  it('lists no model by a name that menus and messages would take for a link, an icon or an order', async () => {
    const names = [
      '[x](command:workbench.action.quit)',
      '$(error) x',
      'm\u001b[2J',
      'a\u202eb',
      '../../etc',
      '<img src=x>',
      'x'.repeat(1000),
      '',
    ];
    const known = [
      'llama3.1:8b',
      'hf.co/TheBloke/M-GGUF:Q4_K_M',
      'localhost:5000/a/b:c',
      'bionote_starter-1.0',
    ];
    fake.models = [...names, ...known].map((name) => ({ name }));
    const listed = (await engine().list(calm)).map(({ name }) => name);
    assert.deepEqual(listed, known);
  });

  it('lists no more models than there can be', async () => {
    fake.models = Array.from({ length: 5000 }, (_, i) => ({ name: `m${i}` }));
    assert.ok((await engine().list(calm)).length <= 2000);
  });

  it('cannot fill a notification with the status of a download', async () => {
    fake.on('/api/pull', (_, response) => {
      startStream(response);
      send(response, { status: 'x'.repeat(100_000) });
      send(response, { status: 'success' });
      response.end();
    });
    const said: string[] = [];
    await engine().pull('m', ({ status }) => said.push(status), calm);
    assert.ok(said.every((status) => status.length <= 200));
  });

  it('that speaks another protocol is told of', async () => {
    const server: Server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write('SSH-2.0-OpenSSH_9.6\r\n');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address);
    try {
      await fails(
        engine(`http://127.0.0.1:${address.port}`).list(calm),
        'unreachable',
        'not-ollama',
        'stream-cut',
      );
    } finally {
      server.close();
    }
  });

  it('does not pollute prototypes', async () => {
    fake.on('/api/tags', (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        '{"__proto__":{"polluted":1},"models":[{"name":"m","__proto__":{"polluted":1},"details":{"__proto__":{"polluted":1}}}]}',
      );
    });
    fake.on('/api/show', (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"model_info":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}');
    });
    fake.on('/api/chat', (_, response) => {
      startStream(response);
      const message = { role: 'assistant', content: '{"__proto__":{"polluted":1}}' };
      response.end(
        `${JSON.stringify({ model: 'm', message, done: true }).replace('{', '{"__proto__":{"polluted":1},')}\n`,
      );
    });
    await reply();
    assert.equal(Reflect.get({}, 'polluted'), undefined);
  });
});
