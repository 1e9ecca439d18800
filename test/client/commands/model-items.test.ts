import assert from 'node:assert/strict';
import type { ModelsResult } from '../../../server/src/shared/protocol.js';
import { isServed, modelSections } from '../../../client/src/commands/model-items.js';
import { recommendedModels } from '../../../client/src/commands/recommended-models.js';
import { english } from '../translator.js';

const result: ModelsResult = {
  host: 'http://127.0.0.1:11434',
  models: [
    { engine: 'ollama', name: 'qwen3:8b', description: '8.2B', sizeBytes: 5.2e9, current: true },
    { engine: 'ollama', name: 'big-cloud', description: '', current: false, refused: 'A cloud model.' },
    { engine: 'embedded', name: 'starter', description: 'Comes with BioNote', current: false },
  ],
};

describe('modelSections', () => {
  it('lists the models of both engines with size, use and refusal', () => {
    const { ollama, embedded } = modelSections(result, 'qwen3:8b', english);
    assert.deepEqual(
      ollama.map(({ label, description, detail, choice }) => [label, description, detail, choice.kind]),
      [
        ['qwen3:8b', 'in use · 5.2 GB', '8.2B · not measured', 'use'],
        ['big-cloud', '', 'A cloud model.', 'refused'],
      ],
    );
    assert.deepEqual(
      embedded.map(({ label }) => label),
      ['starter'],
    );
  });

  it('offers recommended models that are missing, with their size, and none that is there', () => {
    const { download } = modelSections(result, '', english);
    const names = download.map(({ label }) => label);
    assert.ok(!names.includes('qwen3:8b'));
    assert.equal(download.length, recommendedModels.length);
    assert.match(download[0]?.description ?? '', /GB/);
    assert.equal(download.at(-1)?.choice.kind, 'other');
  });

  it('offers the chosen model first where it is missing', () => {
    const [first] = modelSections(result, 'my-model', english).download;
    assert.deepEqual(first?.choice, { kind: 'pull', model: 'my-model' });
  });

  it('knows that a name without a tag means the latest', () => {
    const models = [{ engine: 'ollama', name: 'my-model:latest', description: '', current: true }] as const;
    const { download } = modelSections({ ...result, models }, 'my-model', english);
    assert.ok(!download.some(({ label }) => label === 'my-model'));
  });

  it('offers no download where Ollama does not answer, and says why', () => {
    const unreachable = { ...result, models: [], unreachable: 'Connection refused.' };
    const { ollama, download } = modelSections(unreachable, '', english);
    assert.deepEqual(download, []);
    assert.equal(ollama[0]?.detail, 'Connection refused.');
    assert.equal(ollama[0].choice.kind, 'unreachable');
  });
});

describe('isServed', () => {
  const latest = { engine: 'ollama', name: 'my-model:latest', description: '', current: false } as const;
  const cases = [
    ['a model that Ollama has', result, 'qwen3:8b', true],
    ['a model that is named without its tag', { ...result, models: [latest] }, 'my-model', true],
    ['a model that it lacks', result, 'qwen3:4b', false],
    ['a model that may not be used', result, 'big-cloud', false],
    ['a model of the embedded engine', result, 'starter', false],
    ['a model of a server that does not answer', { ...result, unreachable: 'No.' }, 'qwen3:8b', false],
  ] as const;
  for (const [what, found, name, served] of cases) {
    it(`is ${served} for ${what}`, () => {
      assert.equal(isServed(found, name), served);
    });
  }
});
