import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import type { FakeOllama } from '../fakes/ollama-server.js';
import { nodeRelease } from './node-releases.js';
import { commandLine, prepareServer, ServerProcess } from './server-process.js';
import { startOllama, text, uri } from './workbench.js';

/** A way to have Node use the proxy of the environment. */
interface Way {
  readonly node: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly execArgv?: readonly string[];
  /** Whether this Node's own `fetch` then uses it. */
  readonly heeded: boolean;
}

const ways: readonly Way[] = [
  { node: '20.20.2', env: { NODE_USE_ENV_PROXY: '1' }, heeded: false },
  { node: '24.21.0', env: { NODE_USE_ENV_PROXY: '1' }, heeded: true },
  { node: '24.21.0', execArgv: ['--use-env-proxy'], heeded: true },
];

describe('a proxy of the environment', () => {
  let proxy: Server;
  let ollama: FakeOllama;
  let folder: string;
  /** What the proxy was asked for. */
  let seen: string[];

  before(async function () {
    this.timeout(300_000);
    await prepareServer(this);
    for (const { node } of ways) await nodeRelease(node);
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    await writeFile(join(folder, 'a.note'), text);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  beforeEach(async () => {
    seen = [];
    proxy = createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      response.writeHead(502).end();
    });
    proxy.on('connect', (request, socket) => {
      seen.push(`CONNECT ${request.url}`);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    ollama = await startOllama();
  });
  afterEach(async () => {
    proxy.closeAllConnections();
    proxy.close();
    await ollama.stop();
  });

  const environment = ({ env }: Way): NodeJS.ProcessEnv => {
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const names = ['http_proxy', 'https_proxy', 'all_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];
    const set = Object.fromEntries(names.map((name) => [name, address]));
    return { ...process.env, NO_PROXY: '', no_proxy: '', ...set, ...env };
  };

  /** What a script of this Node prints. */
  const output = async (way: Way, args: readonly string[]): Promise<string> => {
    const node = await nodeRelease(way.node);
    const child = spawn(node, [...(way.execArgv ?? []), ...args], { env: environment(way), stdio: 'pipe' });
    const [stdout, stderr, [code]] = await Promise.all([
      textOf(child.stdout),
      textOf(child.stderr),
      once(child, 'close') as Promise<[number]>,
    ]);
    assert.equal(code, 0, stderr);
    return stdout;
  };

  for (const way of ways) {
    const setting = `with ${way.execArgv?.join(' ') ?? 'NODE_USE_ENV_PROXY=1'} on Node ${way.node}`;

    it(`${way.heeded ? 'is used' : 'is not used'} by Node itself ${setting}`, async () => {
      const script = `fetch('${ollama.host}/api/tags').then((r) => r.text(), () => undefined)`;
      await output(way, ['-e', script]);
      assert.equal(seen.length > 0, way.heeded);
    });

    it(`sees nothing of the command line ${setting}`, async () => {
      const engine = ['--engine', 'ollama', '--host', ollama.host, '--model', 'm:latest'];
      const written = await output(way, [
        commandLine,
        'annotate',
        join(folder, 'a.note'),
        ...engine,
        '-f',
        'json',
        '-q',
      ]);
      assert.match(written, /chest pain/);
      assert.ok(ollama.received('/api/chat').length > 0);
      assert.deepEqual(seen, []);
    });

    it(`sees nothing of the language server ${setting}`, async () => {
      const server = await ServerProcess.start({
        node: await nodeRelease(way.node),
        execArgv: way.execArgv ?? [],
        env: environment(way),
        settings: { engine: 'ollama', ollama: { host: ollama.host, model: 'm:latest' } },
      });
      await server.witness.open(uri, text);
      await server.witness.complete(uri);
      await server.end();
      assert.ok(ollama.received('/api/chat').length > 0);
      assert.deepEqual(seen, []);
    });
  }
});
