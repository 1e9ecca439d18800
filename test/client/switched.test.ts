import assert from 'node:assert/strict';
import { Switched } from '../../client/src/switched.js';

describe('what the user has switched', () => {
  const [saved, unsaved] = ['file:///notes/a.note', 'untitled:Untitled-1'];

  it('is kept while the window is open, the last choice for each document', () => {
    const switched = new Switched();
    switched.set(saved, true);
    switched.set(saved, false);
    switched.closed({ uri: saved, isUntitled: false });
    assert.deepEqual(switched.all, { [saved]: false });
    assert.equal(switched.get(saved), false);
    assert.equal(switched.get(unsaved), undefined);
  });

  it('is not said of the next new document', () => {
    const switched = new Switched();
    switched.set(unsaved, false);
    switched.closed({ uri: unsaved, isUntitled: true });
    assert.deepEqual(switched.all, {});
  });
});
