import assert from 'node:assert/strict';
import { CancellationTokenSource, type ResponseError } from 'vscode-languageserver-protocol';
import { EmbeddedEngine } from '../../server/src/models/embedded/engine.js';
import { OllamaEngine } from '../../server/src/models/ollama/engine.js';
import { OpenAiEngine } from '../../server/src/models/openai/engine.js';
import { ModelSelection } from '../../server/src/models/selection.js';
import { AnalyzeRequest, clientCommands, type RequestFailure } from '../../server/src/shared/protocol.js';
import { defaultSettings } from '../../server/src/settings/settings.js';
import { chatWith, FakeOllama, send, startStream, type Handler } from '../fakes/ollama-server.js';
import type { Editor } from './editor.js';
import { startInProcess } from './in-process.js';
import { until } from './until.js';

const uri = 'file:///notes/a.note';

/** Begins an answer and never ends it. */
const endless: Handler = (_, response) => {
  startStream(response);
  send(response, { model: 'm', message: { role: 'assistant', content: '{"entities": [' }, done: false });
};

/** Answers every question with one entity. */
const fever = chatWith('{"entities": [{"text": "fever", "type": "problem"}]}');

const isCausedBy = (problem: string) => (error: ResponseError<RequestFailure>) =>
  error.data?.problem === problem;

describe('the server with Ollama', () => {
  let fake: FakeOllama;

  beforeEach(async () => {
    fake = await FakeOllama.start([{ name: 'm:latest', capabilities: ['completion'] }]);
  });

  afterEach(() => fake.stop());

  function settingsFor(host: string, model = 'm:latest'): Record<string, unknown> {
    return { engine: 'ollama', ollama: { host, model }, analyze: 'onDemand' };
  }

  function start(settings: Record<string, unknown>): Promise<Editor> {
    const embedded = new EmbeddedEngine({ entry: '', starterPath: '' }, defaultSettings.embedded);
    const models = new ModelSelection({
      ollama: new OllamaEngine(defaultSettings.ollama),
      openai: new OpenAiEngine(defaultSettings),
      embedded,
    });
    return startInProcess(models, { settings });
  }

  it('closes the socket of a request that the user cancels', async () => {
    fake.on('/api/chat', endless);
    const editor = await start(settingsFor(fake.host));
    await editor.open(uri, 'A fever.');
    const source = new CancellationTokenSource();
    const analysis = editor.request(AnalyzeRequest, { uri }, source.token);
    const call = await until('the call', () => fake.received('/api/chat')[0]);
    source.cancel();
    await assert.rejects(analysis);
    await call.closed;
  });

  it('closes the socket when the sentence is edited away, and when the note is closed', async () => {
    fake.on('/api/chat', endless);
    const editor = await start({ ...settingsFor(fake.host), analyze: 'whileTyping' });
    await editor.open(uri, 'A fever.');
    const first = await until('the call', () => fake.received('/api/chat')[0]);
    await editor.replace(uri, 'A fever.', 'A cough.');
    await first.closed;
    const second = await until('the next call', () => fake.received('/api/chat')[1]);
    await editor.close(uri);
    await second.closed;
  });

  it('goes from a host that does not answer to one that does without a restart', async () => {
    const gone = await FakeOllama.start();
    const { host } = gone;
    await gone.stop();
    const editor = await start(settingsFor(host));
    await editor.open(uri, 'A fever.');
    await assert.rejects(editor.request(AnalyzeRequest, { uri }), isCausedBy('unreachable'));
    const down = await until('the failure', () => editor.status?.problem === 'unreachable' && editor.status);
    assert.ok(down.detail?.includes(host));
    assert.equal(down.host, host);
    fake.on('/api/chat', fever);
    await editor.reconfigure(settingsFor(fake.host));
    await until('the new host', () => editor.status?.host === fake.host);
    assert.equal((await editor.request(AnalyzeRequest, { uri })).entities, 1);
    const up = await until('the status', () => editor.status?.state === 'ready' && editor.status);
    assert.equal(up.engine, 'ollama');
    assert.equal(up.model, 'm:latest');
    assert.equal(up.problem, undefined);
  });

  it('offers the download of a model that is not there', async () => {
    const editor = await start(settingsFor(fake.host, 'other:1b'));
    await editor.open(uri, 'A fever.');
    await assert.rejects(editor.request(AnalyzeRequest, { uri }), isCausedBy('model-missing'));
    const status = await until(
      'the failure',
      () => editor.status?.problem === 'model-missing' && editor.status,
    );
    const [action] = status.actions ?? [];
    assert.equal(action?.command, clientCommands.pullModel);
    assert.deepEqual(action.arguments, ['other:1b']);
  });

  it('gives up a note at once when the server dies, and does not try again by itself for ever', async () => {
    fake.on('/api/chat', (_, response) => {
      response.destroy();
    });
    const editor = await start({ ...settingsFor(fake.host), analyze: 'whileTyping' });
    const lines = Array.from({ length: 50 }, (_, i) => `Line ${i} has a fever.`);
    await editor.open(uri, lines.join('\n'));
    await until('the failure', () => editor.status?.problem !== undefined);
    const calls = fake.received('/api/chat').length;
    assert.ok(calls < 30, `${calls} calls`);
    assert.equal(editor.status?.state, 'unavailable');
  });
});
