import assert from 'node:assert/strict';
import { entitiesKey } from '../../server/src/asking/entities-key.js';
import { profileOf, schemaOf } from '../tasks/ner/replies.js';

const model = { engine: 'embedded', name: 'm', digest: 'd', capabilities: [], cloud: false } as const;
const keyOf = (types: string[], sentence = 'He has fever.'): string =>
  entitiesKey({ model, profile: profileOf('starter') }, schemaOf(...types), sentence);

describe('the key of a sentence’s entities', () => {
  it('is the same for the same sentence and types', () => {
    assert.equal(keyOf(['chemical']), keyOf(['chemical']));
  });

  it('tells wanted types apart, although the model is asked the same', () => {
    assert.notEqual(keyOf(['chemical']), keyOf(['chemical', 'disease']));
  });

  it('tells white space apart, which offsets depend on', () => {
    assert.notEqual(keyOf(['chemical'], 'He  has fever.'), keyOf(['chemical']));
  });
});
