import assert from 'node:assert/strict';
import { ErrorTally } from '../../server/src/diagnostics/error-tally.js';

describe('the tally of errors', () => {
  it('counts codes, the latest first, with the time since', () => {
    let now = 5000;
    const tally = new ErrorTally(() => now);
    tally.record('timeout');
    tally.record('busy');
    now += 61_000;
    tally.record('timeout');
    now += 2500;
    assert.deepEqual(tally.latest(), [
      { code: 'timeout', count: 2, secondsAgo: 2 },
      { code: 'busy', count: 1, secondsAgo: 63 },
    ]);
  });

  it('forgets the one that is longest ago where there are too many', () => {
    const tally = new ErrorTally(() => 0, 2);
    for (const code of ['a', 'b', 'a', 'c']) tally.record(code);
    assert.deepEqual(
      tally.latest().map(({ code, count }) => [code, count]),
      [
        ['c', 1],
        ['a', 2],
      ],
    );
  });

  it('keeps nothing that is no code', () => {
    const tally = new ErrorTally(() => 0);
    for (const text of ['The patient has a fever.', '/home/jane', 'x'.repeat(50), '']) tally.record(text);
    assert.deepEqual(
      tally.latest().map(({ code, count }) => [code, count]),
      [['unknown', 4]],
    );
  });
});
