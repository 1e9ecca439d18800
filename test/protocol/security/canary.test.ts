import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { text as textFrom } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import {
  AnalyzeRequest,
  CheckRequest,
  clientCommands,
  CompareRequest,
  DiagnosticsReportRequest,
  ExplainRequest,
  serverCommands,
} from '../../../server/src/shared/protocol.js';
import { chatWith, FakeOllama, json, send, startStream, type Handler } from '../../fakes/ollama-server.js';
import { holds, searched } from '../../security/canary.js';
import { Sandbox } from '../../security/processes.js';
import { Editor } from '../editor.js';
import { until } from '../until.js';

/** Words that stand nowhere else: in a note, in a statement and in the replies of a model. */
const canaries = ['zqnotezq', 'zqsecondzq', 'zqstatementzq', 'zqreplyzq', 'zqerrorzq'];

const note =
  'The patient zqnotezq denies fever.\nThe patient zqnotezq has fever.\nAspirin for fever zqnotezq.\n';

/** Readings hold the mentions that were found, which is what they are for. */
const readings = /^storage\/cache\/(?:content-v2|tmp)\//;

const entities = [
  { text: 'fever', type: 'problem' },
  { text: 'Aspirin', type: 'treatment' },
  { text: 'zqreplyzq', type: 'problem' },
];

/** What the model answers, by the form that is asked of it. */
function answerTo(format: unknown): string {
  const asked = JSON.stringify(format);
  if (format === undefined) return 'Because of zqreplyzq.';
  if (asked.includes('"label"')) return '{"label": "contradiction"}';
  return JSON.stringify(asked.includes('"relation"') ? { relation: 'TrAP' } : { entities });
}

const healthy = chatWith(({ format }) => answerTo(format));

/** Everything that goes wrong, each with the note or a reply in what is said of it. */
const faults: Record<string, Handler> = {
  'an error that quotes the prompt': ({ body }, response) => {
    json(response, { error: `zqerrorzq ${JSON.stringify(body)}` }, 500);
  },
  'no JSON': chatWith('zqreplyzq I cannot.'),
  'broken JSON': chatWith('{"entities": [{"text": "zqreplyzq'),
  'a line that is no JSON': (_, response) => {
    startStream(response);
    response.end('zqreplyzq\n');
  },
  'an error inside the stream': ({ body }, response) => {
    startStream(response);
    send(response, { error: `zqerrorzq ${JSON.stringify(body)}` });
    response.end();
  },
  'a cut stream': (_, response) => {
    startStream(response);
    send(response, { model: 'm', message: { role: 'assistant', content: '{"zqreplyzq' }, done: false });
    response.socket?.destroy();
  },
  HTML: (_, response) => {
    response.end('<p>zqreplyzq</p>');
  },
};

describe('text of notes and replies', function () {
  this.timeout(120_000);
  let sandbox: Sandbox;
  let fake: FakeOllama;

  beforeEach(async () => {
    sandbox = await Sandbox.create();
    fake = await FakeOllama.start();
    fake.on('/api/chat', healthy);
  });

  afterEach(async () => {
    await fake.stop();
    await sandbox.remove();
  });

  it('is in no log, message, file or name that the language server leaves, at any level', async () => {
    const child = sandbox.start('server', ['--stdio']);
    const settings = {
      engine: 'ollama',
      dialect: 'json',
      ollama: { host: fake.host, model: 'm' },
      analyze: 'onDemand',
    };
    const editor = await Editor.start(child.stdout, child.stdin, {
      settings,
      initializationOptions: {
        annotations: true,
        clientCommands: true,
        storagePath: sandbox.path('storage'),
      },
    });
    // All that a client logs: messages at every level, traces and telemetry.
    const said: unknown[] = [];
    for (const method of ['$/logTrace', 'window/logMessage', 'window/showMessage', 'telemetry/event']) {
      editor.connection.onNotification(method, (params: unknown) => void said.push(params));
    }
    const refused = async (work: Promise<unknown>): Promise<void> => {
      await work.catch((error: unknown) => {
        const { message, data } = error as { message: string; data?: unknown };
        said.push({ message, data });
      });
    };
    await editor.connection.sendNotification('$/setTrace', { value: 'verbose' });
    const [uri, other] = ['file:///notes/a.note', 'file:///notes/b.note'];
    await editor.open(uri, note);
    await editor.open(other, note.replaceAll('zqnotezq', 'zqsecondzq'));
    const summary = await editor.request(AnalyzeRequest, { uri });
    assert.ok(
      summary.entities > 0 && summary.unplaced > 0 && summary.contradictions > 0,
      JSON.stringify(summary),
    );
    const hover = await editor.at<Hover>('hover', uri, 'Aspirin');
    const link = new RegExp(`${clientCommands.explain}\\?(.*?)>`).exec(
      (hover.contents as MarkupContent).value,
    );
    const [, relation = ''] = JSON.parse(decodeURIComponent(link?.[1] ?? '[]')) as string[];
    const { markdown } = await editor.request(ExplainRequest, { uri, relation });
    assert.match(markdown, /zqreplyzq/);
    await editor.request(CheckRequest, { uri, statement: 'The patient has zqstatementzq.' });
    await editor.request(CompareRequest, { first: uri, second: other });
    const [diagnostic] = await editor.diagnostics(uri, summary.contradictions);
    const { key } = diagnostic!.data as { key: string };
    const ignore = { command: serverCommands.ignorePair, arguments: [uri, key] };
    await editor.connection.sendRequest('workspace/executeCommand', ignore);

    // Requests that are wrong, with text where it does not belong.
    for (const [method, params] of [
      ['workspace/executeCommand', { command: 'zqnotezq', arguments: ['zqnotezq'] }],
      ['workspace/executeCommand', { command: serverCommands.ignorePair, arguments: [{ zqnotezq: 1 }] }],
      ['workspace/executeCommand', { command: serverCommands.show, arguments: ['zqnotezq', 'zqnotezq'] }],
      [CheckRequest.method, { uri: 'zqnotezq', statement: { zqstatementzq: 1 } }],
      [ExplainRequest.method, { uri, relation: 'zqnotezq' }],
      ['zq/unknown', { zqnotezq: 1 }],
    ] as const) {
      await refused(editor.connection.sendRequest(method, params));
    }
    await editor.connection.sendNotification('zq/unknown', { zqnotezq: 1 });

    // Every fault of an engine, each on text that is new.
    for (const [i, [, handler]] of Object.entries(faults).entries()) {
      fake.on('/api/chat', handler);
      await editor.replace(uri, 'Aspirin', `Aspirin zqnotezq ${i}`);
      await refused(editor.request(AnalyzeRequest, { uri }));
      await refused(editor.request(CheckRequest, { uri, statement: `He has zqstatementzq ${i}.` }));
    }
    await fake.stop();
    await editor.replace(uri, 'Aspirin', 'Aspirin zqnotezq');
    await refused(editor.request(AnalyzeRequest, { uri }));
    const report = await editor.request(DiagnosticsReportRequest, {});
    assert.match(report.markdown, /\| note \| unreachable \| times: /);
    said.push(report);
    await editor.connection.sendRequest('shutdown');
    await editor.connection.sendNotification('exit');
    if (child.exitCode === null) await once(child, 'exit');

    assert.ok(editor.logged.length > 0 || said.length > 0);
    assert.equal(holds(JSON.stringify(said), canaries), false, JSON.stringify(said));
    assert.equal(holds(JSON.stringify(editor.logged), canaries), false);
    // The status and the progress are shown where everybody sees them.
    assert.equal(holds(JSON.stringify([editor.statuses, editor.progressed]), canaries), false);
    assert.equal(holds(sandbox.errors, canaries), false, sandbox.errors);
    const { leaks, files, open } = await searched(sandbox.folder, canaries, readings);
    assert.ok(files >= 2, 'something was kept');
    assert.deepEqual(leaks, []);
    assert.deepEqual(open, [], 'for nobody but their owner');
  });

  it('is in no file at all where the cache is switched off', async () => {
    const child = sandbox.start('server', ['--stdio']);
    const editor = await Editor.start(child.stdout, child.stdin, {
      settings: {
        engine: 'ollama',
        dialect: 'json',
        ollama: { host: fake.host, model: 'm' },
        cache: { enabled: false },
      },
      initializationOptions: { storagePath: sandbox.path('storage') },
    });
    const uri = 'file:///notes/a.note';
    await editor.open(uri, note);
    await until('the analysis', () => editor.published.some(({ diagnostics }) => diagnostics.length > 0));
    await editor.connection.sendRequest('shutdown');
    assert.deepEqual((await searched(sandbox.folder, [...canaries, 'aspirin'])).leaks, []);
  });

  it('is in no message or file of the command line but the result', async () => {
    const file = sandbox.path('work', 'a.note');
    const inbox = sandbox.path('inbox');
    await mkdir(inbox);
    await writeFile(file, note, { mode: 0o600 });
    const engine = ['-e', 'ollama', '--host', fake.host, '-m', 'm', '--dialect', 'json'];
    const run = async (words: readonly string[]): Promise<string> => {
      const child = sandbox.start('cli', words);
      child.stdin.end();
      const [out] = await Promise.all([textFrom(child.stdout), once(child, 'close')]);
      return out;
    };
    assert.match(await run(['annotate', file, ...engine]), /zqnotezq/);
    let asked = 0;
    const inTurn = Object.values(faults);
    fake.on('/api/chat', (request, response) => inTurn[asked++ % inTurn.length]?.(request, response));
    // A fault that concerns the engine as a whole ends a run, so there are several.
    for (let i = 0; i < 3; i += 1) await run(['annotate', file, ...engine, '-o', inbox]);
    await run(['check', file, '--statement', 'He has zqstatementzq.', ...engine]);
    assert.ok(asked >= inTurn.length, `${asked} of the faults were met`);
    await run(['annotate', pathToFileURL(file).href, ...engine]);
    assert.notEqual(sandbox.errors, '');
    assert.equal(holds(sandbox.errors, canaries), false, sandbox.errors);
    const { leaks } = await searched(sandbox.folder, canaries, /^(?:work|inbox)\//);
    assert.deepEqual(leaks, []);
  });

  it('is found by this search in every guise', () => {
    const [canary = ''] = canaries;
    for (const text of [
      `x ${canary} y`,
      canary.toUpperCase(),
      Buffer.from(`ab${canary}`, 'utf16le').toString('latin1'),
      Buffer.from(`a${canary}`).toString('hex'),
      ...['', 'a', 'ab', 'abc'].map((before) =>
        Buffer.from(`${before}${canary} and more`).toString('base64'),
      ),
    ]) {
      assert.ok(holds(text, canaries), text);
    }
    assert.equal(holds('The patient denies fever.', canaries), false);
  });
});
