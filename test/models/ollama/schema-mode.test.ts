import assert from 'node:assert/strict';
import { collect } from '../../../server/src/models/collect.js';
import { OllamaEngine } from '../../../server/src/models/ollama/engine.js';
import type { OllamaRuntime } from '../../../server/src/models/ollama/runtime.js';
import {
  chatWith,
  FakeOllama,
  isProbe,
  json,
  type Received,
  type ServedModel,
} from '../../fakes/ollama-server.js';
import { ollamaSettings, prompt, until } from '../prompts.js';

const { signal } = new AbortController();
const format = { type: 'object', properties: { label: { enum: ['a'] } } };

/** A server: what it makes of a request with a schema. */
interface ServerRow {
  readonly what: string;
  readonly capabilities: readonly string[];
  readonly binds: (body: Received['body']) => boolean;
  /** What is sent with a prompt that has a format. */
  readonly sent: { readonly think: unknown; readonly format: unknown };
  readonly probes: number;
  readonly ignores?: boolean;
}

const rows: readonly ServerRow[] = [
  {
    what: 'a server that holds models to schemas',
    capabilities: ['completion', 'thinking'],
    binds: () => true,
    sent: { think: false, format },
    probes: 1,
  },
  {
    what: 'a server that ignores the schema where it is told not to think',
    capabilities: ['completion', 'thinking'],
    binds: (body) => !('think' in body),
    sent: { think: undefined, format },
    probes: 2,
  },
  {
    what: 'a server that ignores every schema',
    capabilities: ['completion', 'thinking'],
    binds: () => false,
    sent: { think: false, format: undefined },
    probes: 2,
    ignores: true,
  },
  {
    what: 'a server that ignores every schema, and a model that does not think',
    capabilities: ['completion'],
    binds: () => false,
    sent: { think: undefined, format: undefined },
    probes: 1,
    ignores: true,
  },
];

describe('whether Ollama holds a model to a schema', () => {
  let fake: FakeOllama;
  const open = (model: ServedModel = { name: 'm' }): Promise<OllamaRuntime> => {
    fake.models = [model];
    return new OllamaEngine(ollamaSettings(fake.host)).open('m', 'auto', signal);
  };
  const ask = async (runtime: OllamaRuntime): Promise<string> =>
    (await collect(runtime.generate(prompt({ mode: 'chat', format }), signal))).reply.text;
  const questions = (): Received[] => fake.received('/api/chat').filter((request) => !isProbe(request));

  beforeEach(async () => {
    fake = await FakeOllama.start();
    fake.isProbed = true;
  });
  afterEach(() => fake.stop());

  for (const { what, capabilities, binds, sent, probes, ignores } of rows) {
    it(`is found out once, and told: ${what}`, async () => {
      fake.on('/api/chat', (request, response) => {
        const bound = isProbe(request) ? '{ "probe": "kappa" }' : '{"label":"a"}';
        return chatWith(binds(request.body) && 'format' in request.body ? bound : 'Hello!')(
          request,
          response,
        );
      });
      const runtime = await open({ name: 'm', capabilities });
      await Promise.all([ask(runtime), ask(runtime)]);
      await ask(runtime);
      const asked = questions();
      assert.equal(asked.length, 3);
      assert.equal(fake.received('/api/chat').length - asked.length, probes);
      for (const { body } of asked) assert.deepEqual({ think: body['think'], format: body['format'] }, sent);
      assert.deepEqual(await runtime.device(signal), ignores ? { ignoresSchema: true } : {});
    });
  }

  it('is not asked for the sake of a prompt without a schema', async () => {
    fake.on('/api/chat', chatWith('Because.'));
    await collect((await open()).generate(prompt({ mode: 'chat' }), signal));
    assert.equal(fake.requests.filter(isProbe).length, 0);
  });

  it('tells the server nothing of a note', async () => {
    fake.on('/api/chat', chatWith('{}'));
    await ask(await open());
    const [body] = fake.requests.filter(isProbe).map((request) => request.body);
    assert.deepEqual(body?.['messages'], [{ role: 'user', content: 'Say hello.' }]);
  });

  it('is asked again after it could not be found out', async () => {
    let isDown = true;
    fake.on('/api/chat', (request, response) => {
      if (isDown) json(response, { error: 'something broke' }, 500);
      else return chatWith(isProbe(request) ? '{"probe":"kappa"}' : '{"label":"a"}')(request, response);
    });
    const runtime = await open();
    await assert.rejects(ask(runtime), { code: 'server-error' });
    isDown = false;
    assert.equal(await ask(runtime), '{"label":"a"}');
  });

  it('goes on to be found out for the others where one caller leaves', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    fake.on('/api/chat', async (request, response) => {
      if (isProbe(request)) await released;
      await chatWith(isProbe(request) ? '{"probe":"kappa"}' : '{"label":"a"}')(request, response);
    });
    const runtime = await open();
    const abort = new AbortController();
    const left = collect(runtime.generate(prompt({ mode: 'chat', format }), abort.signal));
    const other = ask(runtime);
    await until(() => fake.received('/api/chat').length === 1);
    abort.abort();
    await assert.rejects(left, { name: 'AbortError' });
    release();
    assert.equal(await other, '{"label":"a"}');
    assert.equal(fake.requests.filter(isProbe).length, 1);
  });
});
