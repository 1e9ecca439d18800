import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countWhile } from '../../server/src/note/count-while.js';

describe('countWhile', () => {
  it('counts the items of a sorted list that lie below a bound', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 })),
        fc.integer({ min: -1, max: 51 }),
        (list, bound) => {
          const sorted = list.toSorted((a, b) => a - b);
          assert.equal(
            countWhile(sorted, (item) => item < bound),
            sorted.filter((item) => item < bound).length,
          );
        },
      ),
    );
  });

  it('tells the index of each item', () => {
    assert.equal(
      countWhile([5, 5, 5, 5], (item, index) => item - index > 3),
      2,
    );
  });
});
