import assert from 'node:assert/strict';
import { profileFor } from '../../server/src/models/profiles.js';
import type { ModelInfo } from '../../server/src/models/runtime.js';
import type { ModelProfile } from '../../server/src/tasks/profile.js';

describe('profiles of models', () => {
  const model = (name: string, contextLength?: number): ModelInfo => ({
    engine: 'ollama',
    name,
    digest: 'd',
    capabilities: ['completion'],
    cloud: false,
    ...(contextLength === undefined ? {} : { contextLength }),
  });
  const auto = { dialect: 'auto', contextLength: 8192 } as const;

  const table: [name: string, over: object, expected: Partial<ModelProfile>][] = [
    ['llama3.1:8b', {}, { dialect: 'json', contextLength: 8192, explains: true }],
    ['qwen3:latest', { contextLength: 4096 }, { dialect: 'json', contextLength: 4096 }],
    ['nlpie/Llama2-MedTuned-7b', {}, { dialect: 'medtuned', contextLength: 4096, explains: false }],
    ['hf.co/x/llama2-medtuned-13b-GGUF:Q4_K_M', {}, { dialect: 'medtuned' }],
    ['med-tuned', { contextLength: 2048 }, { dialect: 'medtuned', contextLength: 2048 }],
    ['llama3.1-medtuned:8b', {}, { dialect: 'medtuned' }],
    ['llama3.1-medtuned', { dialect: 'medtuned-training' }, { dialect: 'medtuned', wrapper: 'training' }],
    ['bionote-starter-medtuned', {}, { dialect: 'medtuned' }],
    ['bionote-starter:latest', {}, { dialect: 'starter', contextLength: 1024, explains: false }],
    ['bionote-starter', { dialect: 'json' }, { dialect: 'json', contextLength: 8192 }],
    ['my-own', { dialect: 'starter' }, { dialect: 'starter', contextLength: 1024 }],
    ['my-own', { dialect: 'medtuned' }, { dialect: 'medtuned' }],
    ['my-own', { dialect: 'medtuned-training' }, { dialect: 'medtuned', wrapper: 'training' }],
  ];
  for (const [name, over, expected] of table) {
    it(`${name} ${JSON.stringify(over)}: ${JSON.stringify(expected)}`, () => {
      const profile = profileFor(model(name), { ...auto, ...over });
      assert.deepEqual({ ...profile, ...expected }, profile);
    });
  }

  it('never ask for more context than the model has', () => {
    assert.equal(profileFor(model('small', 2048), auto).contextLength, 2048);
    assert.equal(profileFor(model('large', 131_072), auto).contextLength, 8192);
  });

  it('name the types that the starter model knows', () => {
    assert.deepEqual(profileFor(model('bionote-starter'), auto).entityTypes?.[1], ['chemical', 'disease']);
    assert.equal(profileFor(model('llama3'), auto).entityTypes, undefined);
    assert.equal(profileFor(model('bionote-starter'), auto).comparesRelatedOnly, true);
    assert.equal(profileFor(model('llama3'), auto).comparesRelatedOnly, undefined);
  });

  it('name the types that Llama2-MedTuned knows, and none for other models tuned on such rows', () => {
    const published = profileFor(model('hf.co/x/Llama2-MedTuned-13b-GGUF:Q4_K_M'), auto).entityTypes?.flat();
    assert.ok(published?.includes('problem') && published.includes('gene') && !published.includes('species'));
    assert.equal(profileFor(model('llama3.1-medtuned'), auto).entityTypes, undefined);
    assert.equal(profileFor(model('llama2-medtuned'), { ...auto, dialect: 'json' }).entityTypes, undefined);
  });

  it('put capitals to the starter model in lower case, and to no other', () => {
    assert.equal(profileFor(model('bionote-starter'), auto).foldsCase, true);
    assert.equal(profileFor(model('llama3'), auto).foldsCase, undefined);
  });

  it('ask the starter model for no explanation, in whatever dialect it is spoken to', () => {
    assert.equal(profileFor(model('bionote-starter'), { ...auto, dialect: 'json' }).explains, false);
    assert.equal(profileFor(model('llama3'), { ...auto, dialect: 'json' }).explains, true);
  });
});
