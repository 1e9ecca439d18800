import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { AnalyzeRequest } from '../../server/src/shared/protocol.js';
import { json, send, startStream, type Handler } from '../fakes/ollama-server.js';
import { until } from '../protocol/until.js';
import { chunk, rightly } from './oracle.js';
import { startOllama, text, uri, Workbench } from './workbench.js';

/** Begins an answer and never ends it. */
const endless: Handler = (_, response) => {
  startStream(response);
  send(response, chunk('{"entities": ['));
};

const failing =
  (status: number, error: string): Handler =>
  (_, response) => {
    json(response, { error }, status);
  };

describe('an Ollama that at the start', () => {
  const rows: readonly { readonly fault: string; readonly tags: Handler; readonly problem: string }[] = [
    { fault: 'says 404', tags: (_, response) => void response.writeHead(404).end(), problem: 'not-ollama' },
    { fault: 'says 500', tags: failing(500, 'something broke'), problem: 'server-error' },
    { fault: 'says 503', tags: failing(503, 'server busy'), problem: 'busy' },
    {
      fault: 'redirects elsewhere',
      tags: (_, response) => void response.writeHead(302, { location: 'http://192.0.2.1/' }).end(),
      problem: 'host-refused',
    },
    {
      fault: 'is a web page',
      tags: (_, response) => void response.end('<html></html>'),
      problem: 'not-ollama',
    },
    {
      fault: 'has no model',
      tags: (_, response) => {
        json(response, { models: [] });
      },
      problem: 'model-missing',
    },
    { fault: 'never answers', tags: () => undefined, problem: 'unreachable' },
    { fault: 'hangs up', tags: (_, response) => void response.socket?.destroy(), problem: 'unreachable' },
  ];
  for (const { fault, tags, problem } of rows) {
    it(`${fault}: ${problem}, and all is read once it is well`, async () => {
      const bench = await Workbench.start(await startOllama());
      bench.ollama.on('/api/tags', tags);
      await bench.witness.open(uri, text);
      await bench.problem(problem);
      assert.equal(bench.ollama.received('/api/chat').length, 0);
      bench.ollama.on('/api/tags', (_, response) => {
        json(response, { models: [{ name: 'm:latest', digest: 'one', size: 1 }] });
      });
      await bench.retry();
      await bench.witness.complete(uri);
      await bench.problem(undefined);
      await bench.end();
    });
  }

  it('is not there: unreachable; an edit is enough to find it when it has come', async () => {
    const bench = await Workbench.start(await startOllama());
    await bench.kill();
    await bench.witness.open(uri, text);
    await bench.problem('unreachable');
    await bench.revive();
    await bench.witness.replace(uri, 'for fever', 'for high fever');
    await bench.witness.complete(uri);
    await bench.problem(undefined);
    await bench.end();
  });

  it('is a server of another protocol: not-ollama', async () => {
    const bench = await Workbench.start(await startOllama());
    await bench.kill();
    const other = await startOther(Number(new URL(bench.host).port));
    await bench.witness.open(uri, text);
    await bench.problem('not-ollama');
    await other.stop();
    await bench.revive();
    await bench.retry();
    await bench.witness.complete(uri);
    await bench.end();
  });
});

describe('an Ollama that', () => {
  it('dies in mid-stream and comes back: unreachable, and all is read', async () => {
    const bench = await Workbench.start(await startOllama());
    const { witness } = bench;
    await witness.open(uri, text);
    await witness.complete(uri);
    bench.ollama.on('/api/chat', endless);
    const calls = bench.ollama.received('/api/chat').length;
    await witness.replace(uri, 'since.', 'since.\nA cough.\nA rash today.');
    await until('the stream', () => bench.ollama.received('/api/chat').length > calls);
    await bench.kill();
    await bench.problem('unreachable');
    assert.equal(witness.shown(uri)?.length, 4);
    await bench.revive();
    await bench.retry();
    await witness.complete(uri);
    await bench.problem(undefined);
    await bench.end();
  });

  it('dies and stays away: says so once, and does not call for ever', async () => {
    const bench = await Workbench.start(await startOllama());
    const { witness } = bench;
    await witness.open(uri, text);
    await witness.complete(uri);
    await bench.kill();
    await witness.replace(uri, 'for fever', 'for high fever');
    await bench.problem('unreachable');
    let connections = 0;
    const listener = createServer((socket) => {
      connections++;
      socket.destroy();
    });
    listener.listen(Number(new URL(bench.host).port), '127.0.0.1');
    await once(listener, 'listening');
    // Longer than anything waits here that is not asked for: limits and delays are a twentieth.
    await assert.rejects(until('a call that nobody asked for', () => connections > 0, 500));
    listener.close();
    await bench.end();
  });

  it('restarts without the model: model-missing; with another chosen, that one reads all anew', async () => {
    const bench = await Workbench.start(await startOllama());
    const { witness } = bench;
    await witness.open(uri, text);
    await witness.complete(uri);
    await bench.kill();
    await bench.revive([{ name: 'other:latest', capabilities: ['completion'] }]);
    bench.ollama.on('/api/chat', failing(404, 'model "m:latest" not found, try pulling it first'));
    await witness.replace(uri, 'for fever', 'for high fever');
    await bench.problem('model-missing');
    assert.equal(witness.shown(uri)?.length, 4);
    bench.ollama.on('/api/chat', rightly);
    const before = bench.ollama.requests.length;
    const ollama = { host: bench.host, model: 'other:latest' };
    await bench.editor.reconfigure({ engine: 'ollama', ollama });
    await witness.complete(uri);
    await until('the other model', () => bench.editor.status?.model === 'other:latest');
    const { failed } = await bench.editor.request(AnalyzeRequest, { uri });
    assert.equal(failed, 0);
    const asked = bench.ollama.requests.slice(before).filter(({ path }) => path === '/api/chat');
    assert.deepEqual(new Set(asked.map(({ body }) => body['model'])), new Set(['other:latest']));
    assert.ok(asked.length >= 3);
    await bench.end();
  });

  it('restarts with other weights under the same name: they read all anew', async () => {
    const bench = await Workbench.start(await startOllama());
    const { witness } = bench;
    await witness.open(uri, text);
    await witness.complete(uri);
    await bench.kill();
    const model = { name: 'm:latest', digest: 'another', capabilities: ['completion'] };
    await bench.revive([model]);
    bench.ollama.on('/api/ps', (_, response) => {
      json(response, { models: [{ ...model, size: 1 }] });
    });
    await witness.replace(uri, 'for fever', 'for high fever');
    await until('the old sentences', () =>
      ['denies chest pain', 'since', 'high fever'].every((words) =>
        bench.ollama
          .received('/api/chat')
          .some(({ body }) => JSON.stringify(body['messages']).includes(`${words}.`)),
      ),
    );
    await witness.complete(uri);
    await bench.end();
  });

  it('is well again after the user tried four times in vain: all is read', async () => {
    const bench = await Workbench.start(await startOllama());
    const { witness } = bench;
    await witness.open(uri, text);
    await witness.complete(uri);
    bench.ollama.on('/api/chat', failing(500, 'something broke'));
    await witness.replace(uri, 'since.', 'since.\nA cough.\nA rash today.\nA fever.');
    await bench.problem('server-error');
    const failures = (): number => bench.editor.logged.filter((line) => line.startsWith('analysis: ')).length;
    for (let attempt = 0; attempt < 4; attempt++) {
      const [calls, before] = [bench.ollama.received('/api/chat').length, failures()];
      await bench.retry();
      // The status may yet tell of the attempt before.
      await until('the attempt to fail', () => failures() > before);
      assert.ok(bench.ollama.received('/api/chat').length >= calls + 3);
    }
    await bench.problem('server-error');
    bench.ollama.on('/api/chat', rightly);
    await bench.retry();
    await witness.complete(uri);
    await bench.end(4);
  });
});

/** A server that greets as SSH does. */
async function startOther(port: number): Promise<{ stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).write('SSH-2.0-OpenSSH_9.2\r\n');
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  assert.equal((server.address() as AddressInfo).port, port);
  return {
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
