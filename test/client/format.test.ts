import assert from 'node:assert/strict';
import { duration, percent, size } from '../../client/src/format.js';
import { percent as cliPercent } from '../../server/src/cli/text-report.js';
import { percent as serverPercent } from '../../server/src/features/percent.js';
import { english } from './translator.js';

describe('format', () => {
  it('rounds probabilities, and says nothing of one that is missing', () => {
    assert.equal(percent(0.934, english), '93 %');
    assert.equal(percent(undefined, english), '');
  });

  it('says of a probability what hovers and the command line say, and never that it is certain', () => {
    const probabilities = [...Array.from({ length: 1001 }, (_, i) => i / 1000), 0.9951, 0.99999];
    for (const probability of probabilities) {
      assert.equal(percent(probability, english), serverPercent(probability));
      assert.equal(cliPercent(probability), serverPercent(probability));
    }
    assert.equal(percent(0.997, english), '99 %');
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
