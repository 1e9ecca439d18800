import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { OpenCalls } from '../../server/src/models/open-calls.js';

describe('the calls of a runtime', () => {
  it('end with their caller, for its reason', () => {
    const calls = new OpenCalls();
    const [one, other] = [new AbortController(), new AbortController()];
    const [first, second] = [calls.begin(one.signal), calls.begin(other.signal)];
    const reason = new Error('enough');
    one.abort(reason);
    assert.equal(first.signal.reason, reason);
    assert.equal(second.signal.aborted, false);
    assert.equal(calls.begin(one.signal).signal.reason, reason);
  });

  it('end with the runtime, also those that come later', () => {
    const calls = new OpenCalls();
    const { signal } = new AbortController();
    const open = calls.begin(signal);
    const over = calls.begin(signal);
    over.end();
    const reason = new Error('switched');
    calls.endAll(reason);
    assert.equal(open.signal.reason, reason);
    assert.equal(over.signal.aborted, false);
    assert.equal(calls.begin(signal).signal.reason, reason);
  });

  it('leave no listener behind', () => {
    const calls = new OpenCalls();
    const { signal } = new AbortController();
    const open = Array.from({ length: 5 }, () => calls.begin(signal));
    assert.equal(getEventListeners(signal, 'abort').length, 5);
    for (const { end } of open) end();
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });
});
