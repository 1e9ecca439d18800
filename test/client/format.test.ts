import assert from 'node:assert/strict';
import { duration, percent, size } from '../../client/src/format.js';
import { english } from './translator.js';

describe('format', () => {
  it('rounds probabilities, and says nothing of one that is missing', () => {
    assert.equal(percent(0.934, english), '93 %');
    assert.equal(percent(undefined, english), '');
  });

  it('gives sizes in the unit that fits', () => {
    assert.deepEqual(
      [0, 7_000_000, 999_000_000, 5_200_000_000].map((bytes) => size(bytes, english)),
      ['less than 1 MB', '7 MB', '999 MB', '5.2 GB'],
    );
  });

  it('gives durations in the unit that fits', () => {
    assert.deepEqual(
      [80.4, 999, 3400].map((milliseconds) => duration(milliseconds, english)),
      ['80 ms', '999 ms', '3.4 s'],
    );
  });
});
