import assert from 'node:assert/strict';
import { Newest } from '../../../client/src/commands/newest.js';

describe('the newest run', () => {
  it('ends the one before it, which has nothing to show any more', () => {
    const runs = new Newest();
    const first = runs.begin();
    assert.ok(first.isNewest());
    const second = runs.begin();
    assert.deepEqual([first.signal.aborted, second.signal.aborted], [true, false]);
    assert.deepEqual([first.isNewest(), second.isNewest()], [false, true]);
  });
});
