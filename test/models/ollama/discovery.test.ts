import assert from 'node:assert/strict';
import {
  describeModel,
  isCloudName,
  listModels,
  sameModel,
} from '../../../server/src/models/ollama/discovery.js';
import { OllamaEngine } from '../../../server/src/models/ollama/engine.js';
import { FakeOllama, json } from '../../fakes/ollama-server.js';
import { ollamaSettings } from '../prompts.js';

const { signal } = new AbortController();

describe('models of Ollama', () => {
  let fake: FakeOllama;

  before(async () => {
    fake = await FakeOllama.start([
      {
        name: 'qwen3:8b',
        digest: 'abc',
        capabilities: ['completion', 'thinking'],
        family: 'qwen3',
        contextLength: 40960,
      },
      { name: 'm:latest' },
      { name: 'gpt-oss:120b-cloud' },
      { name: 'far', remoteHost: 'https://ollama.com:443' },
    ]);
  });

  after(async () => {
    await fake.stop();
  });

  it('are listed with what the server tells', async () => {
    const models = await listModels(fake.host, signal);
    assert.deepEqual(
      models.map(({ name, cloud }) => [name, cloud]),
      [
        ['qwen3:8b', false],
        ['m:latest', false],
        ['gpt-oss:120b-cloud', true],
        ['far', true],
      ],
    );
    assert.deepEqual(models[0], {
      engine: 'ollama',
      name: 'qwen3:8b',
      digest: 'abc',
      family: 'qwen3',
      parameterSize: '8.0B',
      quantization: 'Q4_K_M',
      sizeBytes: 1000,
      capabilities: [],
      cloud: false,
    });
  });

  it('are described with capabilities and context', async () => {
    const model = await describeModel(fake.host, 'qwen3:8b', signal);
    assert.deepEqual(model.capabilities, ['completion', 'thinking']);
    assert.equal(model.contextLength, 40960);
    assert.equal((await describeModel(fake.host, 'M', signal)).name, 'm:latest');
  });

  it('are missing where the list does not name them', async () => {
    await assert.rejects(describeModel(fake.host, 'llama3', signal), {
      code: 'model-missing',
      message: /llama3/,
    });
  });

  it('are none where the server has none', async () => {
    const empty = await FakeOllama.start([]);
    assert.deepEqual(await listModels(empty.host, signal), []);
    empty.on('/api/tags', (_, response) => {
      json(response, { models: null });
    });
    assert.deepEqual(await listModels(empty.host, signal), []);
    await empty.stop();
  });

  it('in the cloud are refused unless allowed', async () => {
    for (const name of ['gpt-oss:120b-cloud', 'far']) {
      const engine = new OllamaEngine(ollamaSettings(fake.host));
      await assert.rejects(engine.open(name, 'auto', signal), {
        code: 'cloud-refused',
        message: /allowCloudModels/,
      });
      engine.configure(ollamaSettings(fake.host, { allowCloudModels: true }));
      assert.equal((await engine.open(name, 'auto', signal)).model.cloud, true);
    }
    const engine = new OllamaEngine(ollamaSettings(fake.host));
    await assert.rejects(
      engine.pull('kimi:1t-cloud', () => undefined, signal),
      { code: 'cloud-refused' },
    );
    assert.equal(fake.received('/api/pull').length, 0);
  });

  it('of a server that says nothing are given up', async () => {
    const silent = await FakeOllama.start();
    silent.on('/api/tags', () => undefined);
    await assert.rejects(listModels(silent.host, AbortSignal.timeout(50)), { name: 'TimeoutError' });
    await silent.received('/api/tags')[0]!.closed;
    await silent.stop();
  });

  const names: [first: string, second: string, same: boolean][] = [
    ['llama3', 'llama3:latest', true],
    ['Llama3', 'llama3', true],
    ['llama3:8b', 'llama3', false],
    ['hf.co/a/b:Q4', 'hf.co/a/b:q4', true],
    ['localhost:5000/a/b', 'localhost:5000/a/b:latest', true],
  ];
  for (const [first, second, same] of names) {
    it(`${first} is ${same ? '' : 'not '}${second}`, () => {
      assert.equal(sameModel(first, second), same);
    });
  }

  it('tell by their name that they are in the cloud', () => {
    assert.deepEqual(['a:7b-cloud', 'a:cloud', 'cloud:7b', 'a-cloud:7b'].map(isCloudName), [
      true,
      true,
      false,
      false,
    ]);
  });
});
