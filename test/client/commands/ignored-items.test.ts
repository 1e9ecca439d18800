import assert from 'node:assert/strict';
import { ignoredItems } from '../../../client/src/commands/ignored-items.js';
import { english } from '../translator.js';

describe('the list of ignored contradictions', () => {
  const pair = { key: 'k', uri: 'file:///a.note', premise: 'She denies pain.', hypothesis: 'She has pain.' };

  it('is empty where nothing is ignored', () => {
    assert.deepEqual(ignoredItems({ pairs: [], others: 0 }, english), []);
  });

  it('names both statements of each pair, and ends with all of them', () => {
    assert.deepEqual(ignoredItems({ pairs: [pair], others: 2 }, english), [
      { label: 'She has pain.', detail: 'contradicts "She denies pain."', keys: ['k'] },
      { label: 'Show all again (3)', detail: '2 of them in notes that are not open', keys: [] },
    ]);
  });
});
