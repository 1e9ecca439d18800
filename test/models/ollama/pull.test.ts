import assert from 'node:assert/strict';
import { OllamaEngine } from '../../../server/src/models/ollama/engine.js';
import type { PullProgress } from '../../../server/src/shared/protocol.js';
import { FakeOllama, json, send, startStream } from '../../fakes/ollama-server.js';
import { ManualTimer } from '../../shared/manual-timer.js';
import { ollamaSettings, until } from '../prompts.js';

describe('download of a model', () => {
  let fake: FakeOllama;
  let engine: OllamaEngine;
  const { signal } = new AbortController();

  beforeEach(async () => {
    fake = await FakeOllama.start();
    engine = new OllamaEngine(ollamaSettings(fake.host));
  });

  afterEach(async () => {
    await fake.stop();
  });

  it('tells the bytes of all layers together', async () => {
    fake.on('/api/pull', (_, response) => {
      startStream(response);
      send(response, { status: 'pulling manifest' });
      send(response, { status: 'pulling a', digest: 'a', total: 100, completed: 40 });
      send(response, { status: 'pulling b', digest: 'b', total: 50 });
      send(response, { status: 'pulling a', digest: 'a', total: 100, completed: 100 });
      send(response, { status: 'success' });
      response.end();
    });
    const progress: PullProgress[] = [];
    await engine.pull('llama3', (each) => progress.push(each), signal);
    assert.deepEqual(progress, [
      { status: 'pulling manifest' },
      { status: 'pulling a', total: 100, completed: 40 },
      { status: 'pulling b', total: 150, completed: 40 },
      { status: 'pulling a', total: 150, completed: 100 },
      { status: 'success', total: 150, completed: 100 },
    ]);
    assert.equal(fake.received('/api/pull')[0]?.body['name'], 'llama3');
  });

  it('stops at the server when cancelled', async () => {
    fake.on('/api/pull', (_, response) => {
      startStream(response);
      send(response, { status: 'pulling a', digest: 'a', total: 100, completed: 1 });
    });
    const abort = new AbortController();
    const pull = engine.pull(
      'llama3',
      () => {
        abort.abort();
      },
      abort.signal,
    );
    await assert.rejects(pull, { name: 'AbortError' });
    await fake.received('/api/pull')[0]!.closed;
  });

  it('says that there is no such model', async () => {
    fake.on('/api/pull', (_, response) => {
      startStream(response);
      send(response, { status: 'pulling manifest' });
      send(response, { error: 'pull model manifest: file does not exist' });
      response.end();
    });
    const pull = engine.pull('lama3', () => undefined, signal);
    await assert.rejects(pull, { code: 'model-missing', message: /no model lama3 to download/ });
  });

  it('fails where the server cannot reach its registry', async () => {
    fake.on('/api/pull', (_, response) => {
      json(response, { error: 'dial tcp: lookup registry: no such host' }, 500);
    });
    await assert.rejects(
      engine.pull('llama3', () => undefined, signal),
      { code: 'server-error', message: /HTTP 500: no such host/ },
    );
  });

  it('counts no more layers than a model can have', async () => {
    fake.on('/api/pull', (_, response) => {
      startStream(response);
      for (let layer = 0; layer < 3000; layer += 1) {
        send(response, { status: 'pulling', digest: String(layer), total: 10, completed: 10 });
      }
      send(response, { status: 'success' });
      response.end();
    });
    const progress: PullProgress[] = [];
    await engine.pull('llama3', (each) => progress.push(each), signal);
    assert.deepEqual(progress.at(-1), { status: 'success', total: 10_000, completed: 10_000 });
  });

  it('ends a download that has stalled', async () => {
    fake.on('/api/pull', (_, response) => {
      startStream(response);
      send(response, { status: 'pulling a', digest: 'a', total: 100, completed: 1 });
    });
    const timer = new ManualTimer();
    const patient = new OllamaEngine(ollamaSettings(fake.host), undefined, timer.start);
    let begun = false;
    const pull = patient.pull('llama3', () => (begun = true), signal);
    await until(() => begun);
    timer.runOut();
    await assert.rejects(pull, { code: 'timeout', transient: true, message: /llama3.*has stalled/ });
    await fake.received('/api/pull')[0]!.closed;
    assert.deepEqual(timer.running, []);
  });
});
