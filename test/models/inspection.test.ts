import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { binariesFolder, type Platform } from '../../server/src/models/embedded/binaries.js';
import { EmbeddedEngine } from '../../server/src/models/embedded/engine.js';
import { libraryVersion } from '../../server/src/models/embedded/library-versions.js';
import { OllamaEngine } from '../../server/src/models/ollama/engine.js';
import { OpenAiEngine } from '../../server/src/models/openai/engine.js';
import { ModelSelection } from '../../server/src/models/selection.js';
import { defaultSettings, readSettings } from '../../server/src/settings/settings.js';
import { FakeOllama, json } from '../fakes/ollama-server.js';
import { copyOf, encoderParts, fixture, prepareEncoder } from './encoder/encoder.js';

const { signal } = new AbortController();

describe('a look at the engines', function () {
  this.timeout(60_000);
  let fake: FakeOllama;
  let selection: ModelSelection;

  beforeEach(async () => {
    fake = await FakeOllama.start([{ name: 'm:latest', family: 'llama' }, { name: 'other:latest' }]);
  });

  afterEach(async () => {
    await selection.dispose();
    await fake.stop();
  });

  function select(settings: Record<string, unknown>, encoder?: string): ModelSelection {
    selection = new ModelSelection({
      ollama: new OllamaEngine(defaultSettings.ollama, { retries: 0, first: 1, longest: 1 }),
      openai: new OpenAiEngine(defaultSettings),
      embedded: new EmbeddedEngine(
        encoder === undefined ? { entry: '', starterPath: '' } : encoderParts(encoder),
        defaultSettings.embedded,
      ),
    });
    selection.configure(readSettings(settings).settings);
    return selection;
  }

  it('says of Ollama where it is, its version, and whether it has the chosen model', async () => {
    fake.on('/api/version', (_, response) => {
      json(response, { version: '0.12.3' });
    });
    const facts = await select({ ollama: { host: fake.host, model: 'm' } }).inspect(signal);
    assert.deepEqual(facts.ollama, { place: 'here', models: 2, hasChosen: true, version: '0.12.3' });
    assert.equal(facts.chosen.failure, undefined);
    assert.equal(facts.chosen.engine, 'ollama');
    assert.equal(facts.server, undefined);
    // Nothing was put to a model.
    assert.deepEqual([fake.received('/api/chat'), fake.received('/api/generate')], [[], []]);
  });

  it('passes on no version that is none, and no model that is not there', async () => {
    fake.on('/api/version', (_, response) => {
      json(response, { version: 'zqhostzq.example' });
    });
    const facts = await select({ engine: 'ollama', ollama: { host: fake.host, model: 'none' } }).inspect(
      signal,
    );
    assert.deepEqual(facts.ollama, { place: 'here', models: 2, hasChosen: false });
    assert.deepEqual(facts.chosen, { failure: 'model-missing' });
  });

  it('asks no other machine that is not allowed', async () => {
    const far = { ollama: { host: 'http://192.0.2.1' }, openai: { url: 'not an address' }, engine: 'ollama' };
    const { ollama, server } = await select(far).inspect(signal);
    assert.deepEqual(ollama, { place: 'elsewhere', failure: 'host-refused' });
    assert.deepEqual(server, { place: 'nowhere', failure: 'host-refused' });
  });

  it('finds an encoder that answers', async () => {
    await prepareEncoder();
    const { encoder, chosen } = await select({ engine: 'embedded' }, fixture).inspect(signal);
    const { version: library } = JSON.parse(
      await readFile('node_modules/onnxruntime-node/package.json', 'utf8'),
    ) as { version: string };
    assert.deepEqual(encoder, { weights: 'ours', binaries: true, version: { library }, probe: 'answered' });
    assert.ok(chosen.failure === undefined);
    assert.deepEqual([chosen.engine, chosen.kind], ['embedded', 'encoder']);
  });

  it('finds an encoder whose weights are damaged', async () => {
    await prepareEncoder();
    const damaged = await copyOf(fixture);
    await truncate(join(damaged, 'model.onnx'), 10);
    const { encoder } = await select({ engine: 'embedded' }, damaged).inspect(signal);
    assert.equal(encoder.weights, 'ours');
    assert.ok(encoder.probe !== undefined && encoder.probe !== 'answered', encoder.probe);
  });

  it('finds nothing where nothing was installed', async () => {
    const { chosen, encoder, gguf } = await select({ engine: 'embedded' }).inspect(signal);
    assert.deepEqual(chosen, { failure: 'engine-unavailable' });
    assert.deepEqual([encoder, gguf], [missing, missing]);
  });

  it('ends with its signal', async () => {
    const cancelled = AbortSignal.abort(new Error('enough'));
    await assert.rejects(select({ ollama: { host: fake.host } }).inspect(cancelled), /enough/);
  });
});

const missing = { weights: 'missing', binaries: false };

describe('the native libraries', () => {
  const arm = { platform: 'darwin', arch: 'arm64' } as const;
  let folder = '';
  let entry = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    entry = join(folder, 'engine.mjs');
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** A file below the folder, as JSON. */
  async function put(path: string, content: unknown): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), JSON.stringify(content));
  }

  const there = (library: 'onnx' | 'llama', platform: Platform): boolean =>
    binariesFolder(library, entry, platform) !== undefined;

  it('are those of the platform, beside the script', async () => {
    await mkdir(join(folder, 'node-llama-cpp', 'bins', 'mac-arm64-metal'), { recursive: true });
    await put('onnxruntime/darwin/arm64/onnxruntime_binding.node', '');
    assert.deepEqual([there('onnx', arm), there('llama', arm)], [false, false]);
    await writeFile(entry, '');
    assert.deepEqual([there('onnx', arm), there('llama', arm)], [true, true]);
    const other = { platform: 'win32', arch: 'ia32' } as const;
    assert.deepEqual([there('onnx', other), there('llama', other)], [false, false]);
  });

  it('are those that npm has installed', async () => {
    await writeFile(entry, '');
    await put('node_modules/bionote-engine-darwin-arm64/onnxruntime_binding.node', '');
    await put('node_modules/bionote-engine-darwin-arm64/version.json', { version: '1.23.2' });
    assert.deepEqual(await libraryVersion('onnx', entry, arm), { library: '1.23.2' });
    assert.equal(there('onnx', { platform: 'darwin', arch: 'x64' }), false);
  });

  it('have the versions that lie beside them, and none that looks like something else', async () => {
    await writeFile(entry, '');
    const onnx = 'onnxruntime/darwin/arm64';
    const llama = 'node-llama-cpp/bins/mac-arm64-metal';
    await put(`${onnx}/onnxruntime_binding.node`, '');
    await put(`${onnx}/version.json`, { version: '/home/zqnamezq' });
    await put(`${llama}/llama-addon.node`, '');
    assert.equal(await libraryVersion('onnx', entry, arm), undefined);
    assert.equal(await libraryVersion('llama', entry, arm), undefined);
    await put(`${onnx}/version.json`, { version: '1.23.2' });
    await put(`${llama}/_nlcBuildMetadata.json`, { buildOptions: { llamaCpp: { release: 'b6123' } } });
    await put('node-llama-cpp/package.json', { version: '3.21.1' });
    assert.deepEqual(await libraryVersion('onnx', entry, arm), { library: '1.23.2' });
    assert.deepEqual(await libraryVersion('llama', entry, arm), { library: 'b6123', binding: '3.21.1' });
  });
});
