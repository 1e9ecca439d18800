import assert from 'node:assert/strict';
import { unknownTypes } from '../../../server/src/tasks/ner/unknown-types.js';
import { profileFor } from '../../../server/src/models/profiles.js';
import { biomedicalSchema, clinicalSchema } from '../../../server/src/tasks/schemas.js';

const profileOf = (name: string) =>
  profileFor(
    { engine: 'ollama', name, digest: '', capabilities: [], cloud: false },
    { dialect: 'auto', contextLength: 1024 },
  );

describe('types that a model does not know', () => {
  it('are those in none of its lists, in the order of the schema', () => {
    const starter = profileOf('bionote-starter');
    assert.deepEqual(unknownTypes(clinicalSchema, starter), []);
    assert.deepEqual(unknownTypes(biomedicalSchema, starter), ['variant']);
  });

  it('are none where it takes any', () => {
    assert.deepEqual(unknownTypes(biomedicalSchema, profileOf('qwen3:8b')), []);
  });
});
