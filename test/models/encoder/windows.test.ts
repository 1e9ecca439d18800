import assert from 'node:assert/strict';
import fc from 'fast-check';
import { windowsOver } from '../../../server/src/models/encoder/windows.js';

describe('windows over the words of a long text', () => {
  it('are one where all words fit', () => {
    assert.deepEqual(windowsOver([1, 2, 1], 4), [{ from: 0, to: 3, own: 0, ownEnd: 3 }]);
    assert.deepEqual(windowsOver([], 4), []);
  });

  it('overlap, and each word counts where it has most around it', () => {
    const windows = windowsOver(Array<number>(20).fill(1), 12);
    assert.deepEqual(windows, [
      { from: 0, to: 12, own: 0, ownEnd: 11 },
      { from: 9, to: 20, own: 11, ownEnd: 20 },
    ]);
  });

  it('hold every word once, in order, and fit', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 4, max: 30 }), (all, room) => {
        const windows = windowsOver(all, room);
        const counted = windows.flatMap(({ own, ownEnd }) =>
          Array.from({ length: ownEnd - own }, (_, at) => own + at),
        );
        assert.deepEqual(counted, [...all.keys()]);
        for (const { from, to, own, ownEnd } of windows) {
          assert.ok(from <= own && own <= ownEnd && ownEnd <= to);
          const used = all.slice(from, to).reduce((sum, size) => sum + size, 0);
          assert.ok(used <= room || to === from + 1);
        }
      }),
    );
  });
});
