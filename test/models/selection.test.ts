import assert from 'node:assert/strict';
import { collect } from '../../server/src/models/collect.js';
import { EmbeddedEngine } from '../../server/src/models/embedded/engine.js';
import { OllamaEngine } from '../../server/src/models/ollama/engine.js';
import { OpenAiEngine } from '../../server/src/models/openai/engine.js';
import { Measurements } from '../../server/src/measurement/store.js';
import { promptVersions } from '../../server/src/tasks/prompt-versions.js';
import { measurementOf } from '../measurement/measurements.js';
import { ModelSelection } from '../../server/src/models/selection.js';
import type { EngineSettings } from '../../server/src/models/engine-settings.js';
import { readSettings } from '../../server/src/settings/settings.js';
import { FakeOllama, json, send, startStream } from '../fakes/ollama-server.js';
import { parts, prepareEngine } from './embedded/starter.js';
import { prompt, until } from './prompts.js';

const { signal } = new AbortController();

describe('the choice of the model', function () {
  this.timeout(60_000);
  let fake: FakeOllama;
  let selection: ModelSelection;
  let changes: number;

  before(async function () {
    await prepareEngine(this);
  });

  beforeEach(async () => {
    fake = await FakeOllama.start([{ name: 'llama3:latest', digest: 'one' }, { name: 'far:1b-cloud' }]);
    const { ollama, embedded } = readSettings({}).settings;
    selection = new ModelSelection({
      ollama: new OllamaEngine(ollama, { retries: 0, first: 1, longest: 1 }),
      openai: new OpenAiEngine(readSettings({}).settings),
      embedded: new EmbeddedEngine(parts, embedded),
    });
    changes = 0;
    selection.onDidChange(() => {
      changes += 1;
    });
  });

  afterEach(async () => {
    await selection.dispose();
    await fake.stop();
  });

  const settings = (
    over: {
      engine?: EngineSettings['engine'];
      model?: string;
      host?: string;
      openai?: Partial<EngineSettings['openai']>;
    } = {},
  ): EngineSettings => {
    const { engine, ollama, openai, embedded, dialect, entities } = readSettings({}).settings;
    const { model = 'llama3', host = fake.host } = over;
    return {
      engine: over.engine ?? engine,
      ollama: { ...ollama, model, host },
      openai: { ...openai, ...over.openai },
      embedded,
      dialect,
      entities,
    };
  };

  it('knows what was measured of a model with the prompts of now, and of no other', async () => {
    const prompts = promptVersions({ dialect: 'json', contextLength: 4096, explains: true });
    for (const [over, isKnown] of [
      [{ prompts }, true],
      [{ prompts: 'older' }, false],
      [{ prompts, digest: 'two' }, false],
      [{ prompts, dialect: 'medtuned' }, false],
    ] as const) {
      const kept = new Measurements();
      await kept.keep(measurementOf(over));
      const { ollama, embedded } = readSettings({}).settings;
      const measured = new ModelSelection(
        {
          ollama: new OllamaEngine(ollama, { retries: 0, first: 1, longest: 1 }),
          openai: new OpenAiEngine(readSettings({}).settings),
          embedded: new EmbeddedEngine(parts, embedded),
        },
        kept,
      );
      measured.configure(settings());
      const { profile } = await measured.current(signal);
      assert.equal(profile.measured?.thresholds.relation, isKnown ? 0.6 : undefined, JSON.stringify(over));
      const { models } = await measured.list(signal);
      const summary = models.find(({ name }) => name === 'llama3:latest')?.measured;
      assert.equal(summary?.isOutdated, 'digest' in over ? undefined : !isKnown);
      await measured.dispose();
    }
  });

  describe('by `auto`', () => {
    it('is Ollama where it has the chosen model', async () => {
      selection.configure(settings());
      assert.equal(selection.selected, undefined);
      const runtime = await selection.current(signal);
      assert.equal(runtime.model.name, 'llama3:latest');
      assert.equal(runtime.profile.dialect, 'json');
      assert.deepEqual(selection.selected, {
        engine: 'ollama',
        model: 'llama3:latest',
        host: fake.host,
        detail: `llama3:latest in Ollama at ${fake.host}.`,
        explains: true,
      });
    });

    const otherwise: [what: string, over: Parameters<typeof settings>[0], code: string, says: RegExp][] = [
      [
        'the model is not there',
        { model: 'qwen3' },
        'model-missing',
        /because Ollama cannot be used.*no model qwen3/,
      ],
      ['no model is chosen', { model: '' }, 'no-model', /No model in Ollama .* is chosen/],
      ['Ollama does not answer', { host: 'http://127.0.0.1:1' }, 'unreachable', /does not answer/],
      ['the host is not allowed', { host: 'http://192.0.2.7' }, 'host-refused', /192\.0\.2\.7/],
      ['the model is in the cloud', { model: 'far:1b-cloud' }, 'cloud-refused', /cloud/],
    ];
    for (const [what, over, code, says] of otherwise) {
      it(`is embedded where ${what}, and says so`, async () => {
        selection.configure(settings(over));
        const runtime = await selection.current(signal);
        assert.equal(runtime.model.engine, 'embedded');
        assert.equal(runtime.standsIn ?? false, code === 'unreachable' || code === 'model-missing');
        assert.equal(selection.selected?.engine, 'embedded');
        assert.equal(selection.selected.model, 'bionote-starter');
        assert.equal(selection.selected.fallback?.code, code);
        assert.match(selection.selected.detail, says);
      });
    }

    it('is kept, without another request', async () => {
      selection.configure(settings());
      const [first, second] = await Promise.all([selection.current(signal), selection.current(signal)]);
      assert.equal(first, second);
      assert.equal(await selection.current(signal), first);
      selection.configure(settings());
      assert.equal(await selection.current(signal), first);
      assert.equal(fake.received('/api/show').length, 1);
    });

    it('becomes embedded when Ollama dies', async () => {
      selection.configure(settings());
      const runtime = await selection.current(signal);
      const before = changes;
      await fake.stop();
      await assert.rejects(collect(runtime.generate(prompt(), signal)), { code: 'unreachable' });
      assert.ok(changes > before);
      const standIn = await selection.current(signal);
      assert.equal(standIn.model.engine, 'embedded');
      assert.equal(standIn.standsIn, true);
      assert.equal(selection.selected?.fallback?.code, 'unreachable');
    });

    it('stays where a call fails for another reason', async () => {
      selection.configure(settings());
      const runtime = await selection.current(signal);
      fake.on('/api/generate', (_, response) => {
        json(response, { error: 'broken' }, 500);
      });
      await assert.rejects(collect(runtime.generate(prompt(), signal)), { code: 'server-error' });
      assert.equal(await selection.current(signal), runtime);
    });

    it('becomes Ollama when it is there at the next look', async () => {
      fake.models = [];
      selection.configure(settings());
      assert.equal((await selection.current(signal)).model.engine, 'embedded');
      fake.models = [{ name: 'llama3:latest' }];
      assert.equal((await selection.current(signal)).model.engine, 'embedded');
      selection.refresh();
      assert.equal((await selection.current(signal)).model.engine, 'ollama');
    });
  });

  it('of another engine or model needs no restart, and ends what runs on the old', async () => {
    fake.on('/api/generate', () => undefined);
    selection.configure(settings());
    const ollama = await selection.current(signal);
    const call = collect(ollama.generate(prompt(), signal));
    await until(() => fake.received('/api/generate').length === 1);
    selection.configure(settings({ engine: 'embedded' }));
    await assert.rejects(call, { name: 'ModelError', transient: true });
    await fake.received('/api/generate')[0]!.closed;
    const embedded = await selection.current(signal);
    assert.equal(embedded.model.engine, 'embedded');
    assert.match(selection.selected?.detail ?? '', /as set/);
    const input = ' The patient denies chest pain .\nTags:';
    const { reply } = await collect(embedded.generate(prompt({ input, stop: ['\n'] }), signal));
    assert.notEqual(reply.text, '');
  });

  it('goes on with the same runtime where a look finds the same model', async () => {
    fake.on('/api/generate', (_, response) => {
      startStream(response);
      send(response, { response: 'a', done: false });
    });
    selection.configure(settings());
    const runtime = await selection.current(signal);
    const abort = new AbortController();
    const call = collect(runtime.generate(prompt(), abort.signal));
    await until(() => fake.received('/api/generate').length === 1);
    selection.refresh();
    assert.equal(selection.selected, undefined);
    assert.equal(await selection.current(signal), runtime);
    abort.abort(new Error('still running until now'));
    await assert.rejects(call, /still running/);
  });

  it('notices that a model of the same name is another now', async () => {
    selection.configure(settings());
    const before = await selection.current(signal);
    fake.models = [{ name: 'llama3:latest', digest: 'two' }];
    selection.refresh();
    const after = await selection.current(signal);
    assert.deepEqual([before.model.digest, after.model.digest], ['one', 'two']);
  });

  it('notices by what is loaded that a model of the same name is another now, and looks once', async () => {
    const hold = (digest: string): void => {
      fake.on('/api/ps', (_, response) => {
        json(response, { models: [{ name: 'llama3:latest', digest, size: 1000 }] });
      });
    };
    selection.configure(settings());
    const before = await selection.current(signal);
    hold('one');
    await before.device(signal);
    assert.equal(await selection.current(signal), before);
    fake.models = [{ name: 'llama3:latest', digest: 'two' }];
    hold('two');
    await before.device(signal);
    const after = await selection.current(signal);
    assert.equal(after.model.digest, 'two');
    hold('three');
    await after.device(signal);
    assert.equal(await selection.current(signal), after);
    await after.device(signal);
    assert.notEqual(selection.selected, undefined);
  });

  for (const [engine, over, code] of [
    ['ollama', { model: 'qwen3' }, 'model-missing'],
    ['ollama', { model: '' }, 'no-model'],
  ] as const) {
    it(`of ${engine} alone fails where the model is "${over.model}", and is tried again`, async () => {
      selection.configure(settings({ engine, ...over }));
      await assert.rejects(selection.current(signal), { code });
      assert.equal(selection.selected, undefined);
      fake.models = [{ name: 'qwen3' }];
      if (over.model === 'qwen3') assert.equal((await selection.current(signal)).model.name, 'qwen3');
    });
  }

  it('ends with the caller, while others wait on', async () => {
    const held: (() => void)[] = [];
    fake.on('/api/tags', (_, response) => {
      held.push(() => {
        json(response, { models: [{ name: 'llama3:latest', digest: 'one' }] });
      });
    });
    selection.configure(settings());
    const abort = new AbortController();
    const impatient = selection.current(abort.signal);
    const patient = selection.current(signal);
    await until(() => held.length > 0);
    abort.abort();
    await assert.rejects(impatient, { name: 'AbortError' });
    held.forEach((answer) => {
      answer();
    });
    assert.equal((await patient).model.engine, 'ollama');
  });

  it('takes the answer of the last look where one is asked for meanwhile', async () => {
    let tags = 0;
    fake.on('/api/tags', (_, response) => {
      tags += 1;
      if (tags > 1) json(response, { models: [{ name: 'llama3:latest', digest: 'two' }] });
    });
    selection.configure(settings());
    const waiting = selection.current(signal);
    await until(() => tags === 1);
    selection.refresh();
    assert.equal((await waiting).model.digest, 'two');
    await fake.received('/api/tags')[0]!.closed;
  });

  it('is between all models that are there', async () => {
    selection.configure(settings());
    await selection.current(signal);
    const { models, host, unreachable } = await selection.list(signal);
    assert.equal(host, fake.host);
    assert.equal(unreachable, undefined);
    assert.deepEqual(
      models.map(({ engine, name, current, refused }) => [engine, name, current, refused !== undefined]),
      [
        ['ollama', 'llama3:latest', true, false],
        ['ollama', 'far:1b-cloud', false, true],
        ['embedded', 'bionote-starter', false, false],
      ],
    );
    assert.equal(models[0]?.description, '8.0B · Q4_K_M');
  });

  it('is between the embedded models where Ollama does not answer', async () => {
    selection.configure(settings());
    await fake.stop();
    const { models, unreachable } = await selection.list(signal);
    assert.deepEqual(
      models.map(({ engine }) => engine),
      ['embedded'],
    );
    assert.match(unreachable ?? '', /ollama serve/);
  });

  it('is made again after a download', async () => {
    fake.models = [];
    fake.on('/api/pull', (_, response) => {
      fake.models = [{ name: 'llama3:latest' }];
      startStream(response);
      send(response, { status: 'success' });
      response.end();
    });
    selection.configure(settings());
    await selection.current(signal);
    await selection.pull('llama3', () => undefined, signal);
    assert.equal((await selection.current(signal)).model.engine, 'ollama');
  });
});
