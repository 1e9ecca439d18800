import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OllamaEngine } from '../../../server/src/models/ollama/engine.js';
import { FakeOllama, json, send, startStream } from '../../fakes/ollama-server.js';
import { ollamaSettings } from '../prompts.js';

/** SHA-256 of `weights`. */
const digest = 'sha256:9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c';

describe('installation of a model from a file', () => {
  let fake: FakeOllama;
  let engine: OllamaEngine;
  let folder: string;
  let ggufPath: string;
  const { signal } = new AbortController();

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    ggufPath = join(folder, 'a.gguf');
    await writeFile(ggufPath, 'weights');
    fake = await FakeOllama.start();
    engine = new OllamaEngine(ollamaSettings(fake.host));
    fake.on('/api/create', (_, response) => {
      startStream(response);
      send(response, { status: 'success' });
      response.end();
    });
  });

  afterEach(async () => {
    await fake.stop();
    await rm(folder, { recursive: true });
  });

  const blobs = (): string[] =>
    fake.requests
      .filter(({ path }) => path.startsWith('/api/blobs/'))
      .map(({ method, path }) => `${method} ${path}`);

  it('sends the file, then creates the model', async () => {
    fake.on(`/api/blobs/${digest}`, ({ method, body }, response) => {
      if (method === 'POST') assert.equal(body['bytes'], 7);
      response.writeHead(method === 'POST' ? 201 : 404).end();
    });
    const statuses: string[] = [];
    await engine.install({ name: 'x', ggufPath }, ({ status }) => statuses.push(status), signal);
    assert.deepEqual(blobs(), [`HEAD /api/blobs/${digest}`, `POST /api/blobs/${digest}`]);
    assert.deepEqual(fake.received('/api/create')[0]?.body, {
      model: 'x',
      files: { 'a.gguf': digest },
      template: '{{ .Prompt }}',
      parameters: {},
      stream: true,
    });
    assert.deepEqual(statuses, ['uploading', 'success']);
  });

  it('does not send a file that the server has', async () => {
    fake.on(`/api/blobs/${digest}`, (_, response) => {
      response.end();
    });
    await engine.install({ name: 'x', ggufPath, parameters: { num_ctx: 1024 } }, () => undefined, signal);
    assert.deepEqual(blobs(), [`HEAD /api/blobs/${digest}`]);
    assert.deepEqual(fake.received('/api/create')[0]?.body['parameters'], { num_ctx: 1024 });
  });

  it('tells of a server that refuses', async () => {
    fake.on(`/api/blobs/${digest}`, (_, response) => {
      json(response, { error: 'disk full' }, 500);
    });
    await assert.rejects(
      engine.install({ name: 'x', ggufPath }, () => undefined, signal),
      { code: 'server-error' },
    );
  });
});
