import assert from 'node:assert/strict';
import { labelsIn, usableLabels } from '../../../client/src/commands/labels.js';

describe('labels to classify by', () => {
  it('are those of the settings that are text, each once', () => {
    assert.deepEqual(usableLabels([' resisting cell death ', 'a, b', 'a, b', '', 7, null, 'x'.repeat(201)]), [
      'resisting cell death',
      'a, b',
    ]);
    assert.deepEqual(usableLabels('resisting cell death'), []);
    assert.deepEqual(usableLabels(undefined), []);
  });

  it('are those between commas where somebody types them', () => {
    assert.deepEqual(labelsIn('infection, trauma,, infection '), ['infection', 'trauma']);
    assert.deepEqual(labelsIn(' , '), []);
  });

  it('are bounded', () => {
    assert.equal(usableLabels(Array.from({ length: 90 }, (_, i) => `label ${i}`)).length, 50);
  });
});
