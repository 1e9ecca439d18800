import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { text as textFrom } from 'node:stream/consumers';
import {
  AnalyzeRequest,
  DiagnosticsReportRequest,
  ModelsRequest,
} from '../../../server/src/shared/protocol.js';
import { chatWith, FakeOllama } from '../../fakes/ollama-server.js';
import { Sandbox } from '../../security/processes.js';
import { Editor } from '../editor.js';
import { embeddedSettings, modelPath, root } from '../spawned-server.js';

const note = 'The patient denies fever.\nThe patient has fever. Aspirin was given for fever.\n';
const uri = 'file:///notes/a.note';

describe('the processes of BioNote', function () {
  this.timeout(120_000);
  let sandbox: Sandbox;
  let fake: FakeOllama;

  beforeEach(async () => {
    sandbox = await Sandbox.create();
    fake = await FakeOllama.start();
    fake.on('/api/chat', chatWith('{"entities": [{"text": "fever", "type": "problem"}]}'));
  });

  afterEach(async () => {
    await fake.stop();
    await sandbox.remove();
  });

  /** Where they reached, each place once; fails where `script` did not run under the recorder. */
  async function reached(script: RegExp): Promise<string[]> {
    const recorded = await sandbox.recorded();
    assert.ok(
      recorded.some((each) => each.started && script.test(each.script)),
      'the recorder ran',
    );
    return [...new Set(recorded.flatMap(({ to }) => to ?? []))];
  }

  async function serve(
    settings: Record<string, unknown>,
    work: (editor: Editor) => Promise<void>,
  ): Promise<void> {
    const child = sandbox.start('server', ['--stdio']);
    const editor = await Editor.start(child.stdout, child.stdin, {
      settings,
      initializationOptions: { extensionPath: root, storagePath: sandbox.path('storage') },
    });
    await editor.open(uri, note);
    await work(editor);
    await editor.connection.sendRequest('shutdown');
    await editor.connection.sendNotification('exit');
    if (child.exitCode === null) await once(child, 'exit');
  }

  async function run(words: readonly string[]): Promise<string> {
    const file = sandbox.path('work', 'a.note');
    await writeFile(file, note);
    const child = sandbox.start(
      'cli',
      words.map((word) => (word === 'NOTE' ? file : word)),
    );
    child.stdin.end();
    const [out] = await Promise.all([textFrom(child.stdout), once(child, 'close')]);
    return out;
  }

  it('reach the host of Ollama and nothing else: the language server', async () => {
    const ollama = { host: fake.host, model: 'm' };
    await serve({ engine: 'ollama', dialect: 'json', ollama, analyze: 'onDemand' }, async (editor) => {
      assert.ok((await editor.request(AnalyzeRequest, { uri })).entities > 0);
      await editor.request(ModelsRequest, {});
      assert.ok((await editor.request(DiagnosticsReportRequest, {})).works);
    });
    assert.deepEqual(await reached(/main\.ts$/), [`127.0.0.1:${fake.port}`]);
  });

  it('reach nothing but the embedded model where Ollama is not wanted: the language server', async () => {
    assert.ok(existsSync(modelPath));
    await serve({ ...embeddedSettings, analyze: 'onDemand' }, async (editor) => {
      await editor.request(AnalyzeRequest, { uri });
    });
    assert.deepEqual(await reached(/embedded[/\\]process\.ts$/), []);
  });

  it('reach the host of Ollama and nothing else: the command line', async () => {
    const engine = ['--host', fake.host, '-m', 'm', '--dialect', 'json'];
    assert.match(await run(['annotate', 'NOTE', ...engine]), /\{fever\|problem/);
    await run(['check', 'NOTE', '--statement', 'He has fever.', ...engine]);
    assert.match(await run(['models', ...engine]), /m:latest/);
    assert.match(await run(['doctor', ...engine]), /answers on this machine/);
    assert.deepEqual(await reached(/cli[/\\]main\.ts$/), [`127.0.0.1:${fake.port}`]);
  });

  it('reach for no other machine before it is allowed: neither its address nor its name', async () => {
    for (const host of ['http://192.0.2.1:11434', 'http://ollama.invalid:11434']) {
      await run(['annotate', 'NOTE', '--host', host, '-m', 'm']);
      await run(['models', '--host', host]);
      assert.match(await run(['doctor', '--host', host]), /another machine \(host-refused\)/);
    }
    const outside = (await reached(/cli[/\\]main\.ts$/)).filter((to) => !to.startsWith('127.0.0.1:'));
    assert.deepEqual(outside, []);
  });

  it('are told of by the recorder, whatever they reach for', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const script = sandbox.path('work', 'reach.mjs');
    await writeFile(
      script,
      `import net from 'node:net'; import dgram from 'node:dgram'; import dns from 'node:dns';
       net.connect(${port}, '127.0.0.1').on('error', () => {});
       await fetch('http://127.0.0.1:${port}/').catch(() => {});
       await fetch('http://127.0.0.2:${port}/').catch(() => {});
       dns.lookup('x.invalid', () => {});
       await dns.promises.resolve4('y.invalid').catch(() => {});
       const socket = dgram.createSocket('udp4');
       socket.send('x', 9, '127.0.0.1', () => socket.close());`,
    );
    const child = sandbox.run(script);
    await once(child, 'close');
    server.close();
    const to = (await sandbox.recorded()).flatMap((each) => each.to ?? []);
    for (const place of [
      `127.0.0.1:${port}`,
      `127.0.0.2:${port}`,
      'name x.invalid',
      'name y.invalid',
      'datagram x:9:127.0.0.1',
    ]) {
      assert.ok(to.includes(place), `${place} among ${to.join(', ')}: ${sandbox.errors}`);
    }
  });
});
