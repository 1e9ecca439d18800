import assert from 'node:assert/strict';
import { OnScreen } from '../../client/src/on-screen.js';

describe('the documents on screen', () => {
  it('are told of, and once more where they are no longer shown', () => {
    const screen = new OnScreen<string>();
    assert.deepEqual(screen.change(['a', 'b', 'a']), ['a', 'b']);
    assert.deepEqual(screen.change(['b', 'c']), ['b', 'c', 'a']);
    assert.deepEqual(screen.change([]), ['b', 'c']);
    assert.deepEqual(screen.change([]), []);
  });
});
