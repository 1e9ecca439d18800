import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Segments } from '../../server/src/asking/segments.js';
import { send, startStream, type FakeOllama, type Handler } from '../fakes/ollama-server.js';
import { until } from '../protocol/until.js';
import { chunk, rightly } from './oracle.js';
import { prepareServer, ServerProcess } from './server-process.js';
import { startOllama, text, uri } from './workbench.js';

/** Begins an answer and never ends it. */
const endless: Handler = (_, response) => {
  startStream(response);
  send(response, chunk('{"entities": ['));
};

/** What becomes of a file of the cache while no server runs. */
const damages: Record<string, (file: string) => Promise<void>> = {
  cut: (file) => truncate(file, 7),
  emptied: (file) => truncate(file, 0),
  changed: async (file) =>
    writeFile(
      file,
      (await readFile(file)).map((byte) => byte ^ 1),
    ),
};

describe('the language server', function () {
  this.timeout(120_000);
  let ollama: FakeOllama;
  let storagePath: string;
  const started: ServerProcess[] = [];

  before(async function () {
    await prepareServer(this);
  });

  beforeEach(async () => {
    ollama = await startOllama();
    storagePath = await mkdtemp(join(tmpdir(), 'bionote-faults-'));
  });

  afterEach(async () => {
    for (const server of started.splice(0)) server.child.kill('SIGKILL');
    await ollama.stop();
    await rm(storagePath, { recursive: true, force: true });
  });

  async function start(
    more: { shell?: string; execArgv?: string[]; storagePath?: string } = {},
  ): Promise<ServerProcess> {
    const settings = {
      engine: 'ollama',
      ollama: { host: ollama.host, model: 'm:latest' },
    };
    const server = await ServerProcess.start({ settings, storagePath, ...more });
    started.push(server);
    return server;
  }

  const calls = (): number => ollama.received('/api/chat').length;
  const second = 'file:///notes/b.note';

  it('killed with notes open: started again, every note is there from the cache, without a call', async () => {
    const readBoth = async ({ witness }: ServerProcess): Promise<void> => {
      await witness.open(uri, text);
      await witness.open(second, 'A cough.\nA rash.');
      await witness.complete(uri);
      await witness.complete(second);
    };
    // A server that ends as it should writes everything before it leaves. There are more answers than calls.
    const elsewhere = join(storagePath, 'elsewhere');
    const whole = await start({ storagePath: elsewhere });
    await readBoth(whole);
    await whole.end();
    const all = await answersIn(elsewhere);
    const first = await start();
    await readBoth(first);
    const asked = calls();
    await until('the cache on disk', async () => (await answersIn(storagePath)) === all);
    await first.kill();
    const next = await start();
    await readBoth(next);
    await until('the contradiction', () =>
      next.editor.published.some(({ diagnostics }) => diagnostics.length > 0),
    );
    assert.equal(calls(), asked);
    await next.end();
    await until('the last connection to close', () => ollama.busySockets() === 0);
  });

  it('killed in mid-stream: the call ends with it, and the next one reads what was missing', async () => {
    const first = await start();
    await first.witness.open(uri, text);
    await first.witness.complete(uri);
    ollama.on('/api/chat', endless);
    await first.witness.replace(uri, 'since.', 'since.\nA cough.');
    const asked = calls();
    await until('the call', () => calls() > asked);
    await first.kill();
    await until('its connection to close', () => ollama.busySockets() === 0);
    ollama.on('/api/chat', rightly);
    const next = await start();
    await next.witness.open(uri, text.replace('since.', 'since.\nA cough.'));
    await next.witness.complete(uri);
    await next.end();
  });

  it('with a disk that takes nothing: all is shown, nothing is said, nothing is kept', async () => {
    // Each write of a byte to a file fails, as on a full disk.
    const full = await start({ shell: 'ulimit -f 0' });
    await full.witness.open(uri, text);
    await full.witness.complete(uri);
    assert.equal(full.editor.status?.problem, undefined);
    await full.end();
    const asked = calls();
    const next = await start();
    await next.witness.open(uri, text);
    await next.witness.complete(uri);
    assert.ok(calls() > asked);
    await next.end();
  });

  for (const [what, damage] of Object.entries(damages)) {
    it(`finding every file of its cache ${what}: reads anew, says nothing, and keeps that`, async () => {
      const first = await start();
      await first.witness.open(uri, text);
      await first.witness.complete(uri);
      await first.end();
      const asked = calls();
      const kept = (await readdir(storagePath, { recursive: true })).map((name) => join(storagePath, name));
      const files = await Promise.all(kept.map(async (path) => ((await stat(path)).isFile() ? [path] : [])));
      assert.ok(files.flat().length >= 2);
      for (const file of files.flat()) await damage(file);
      const next = await start();
      await next.witness.open(uri, text);
      await next.witness.complete(uri);
      const again = calls();
      assert.ok(again >= 2 * asked, `${again} calls`);
      assert.deepEqual(next.witness.messages, {});
      await next.end();
      const last = await start();
      await last.witness.open(uri, text);
      await last.witness.complete(uri);
      assert.equal(calls(), again);
      await last.end();
    });
  }

  it('in two windows with one note and one folder: both show it whole, and both can be closed', async () => {
    const [one, other] = [await start(), await start()];
    await Promise.all([one.witness.open(uri, text), other.witness.open(uri, text)]);
    await Promise.all([one.witness.complete(uri), other.witness.complete(uri)]);
    await one.witness.replace(uri, 'for fever', 'for high fever');
    await other.witness.replace(uri, 'since.', 'since.\nA cough.');
    await Promise.all([one.witness.complete(uri), other.witness.complete(uri)]);
    await one.end();
    await other.witness.replace(uri, 'A cough.', 'A dry cough.');
    await other.witness.complete(uri);
    await other.end();
    const asked = calls();
    const next = await start();
    await next.witness.open(uri, text);
    await next.witness.complete(uri);
    assert.equal(calls(), asked);
    await next.end();
  });

  it('on a machine that slept for an hour in mid-stream: goes on where it was, and so do its clocks', async () => {
    const clock = `data:text/javascript,${encodeURIComponent(clockJump)}`;
    const server = await start({ execArgv: ['--import', clock] });
    const { witness } = server;
    await witness.open(uri, text);
    await witness.complete(uri);
    ollama.on('/api/chat', endless);
    const asked = calls();
    await witness.replace(uri, 'since.', 'since.\nA cough.\nA rash.');
    await until('the call', () => calls() > asked);
    server.child.kill('SIGSTOP');
    // The other side gave up long ago.
    ollama.dropConnections();
    ollama.on('/api/chat', rightly);
    server.child.kill('SIGUSR2');
    server.child.kill('SIGCONT');
    await until('the end of the analysis', async () => {
      const state = (await server.editor.noteNow(uri))?.state;
      return state === 'done' || state === 'failed';
    });
    await server.editor.connection.sendRequest('workspace/executeCommand', {
      command: 'bionote.server.retry',
    });
    await witness.complete(uri);
    await witness.replace(uri, 'for fever', 'for high fever');
    await witness.complete(uri);
    await server.end();
  });
});

/** Sets the clocks of a process an hour on when it gets the signal. */
const clockJump = `
  const [now, performanceNow] = [Date.now, performance.now.bind(performance)];
  let jump = 0;
  Date.now = () => now() + jump;
  performance.now = () => performanceNow() + jump;
  process.on('SIGUSR2', () => { jump += 3_600_000; });
`;

/** How many answers are kept there. */
async function answersIn(folder: string): Promise<number> {
  const segments = await new Segments(join(folder, 'cache')).list().catch(() => []);
  return new Set(segments.flatMap(({ keys }) => keys)).size;
}
