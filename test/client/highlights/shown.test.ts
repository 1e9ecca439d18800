import assert from 'node:assert/strict';
import { canHide, shownAnnotations } from '../../../client/src/highlights/shown.js';

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } };
const annotations = ['problem', 'test'].map((type) => ({ range, type }));
const hidden = new Set(['test']);

describe('the mentions that are shown', () => {
  it('are those of the types that are not hidden', () => {
    assert.deepEqual(shownAnnotations(annotations, hidden, 'decorations'), [{ range, type: 'problem' }]);
  });

  for (const highlight of ['semanticTokens', 'off'] as const) {
    it(`are all of them where types cannot be hidden: ${highlight}`, () => {
      assert.equal(canHide(highlight), false);
      assert.deepEqual(shownAnnotations(annotations, hidden, highlight), annotations);
    });
  }
});
