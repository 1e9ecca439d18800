import assert from 'node:assert/strict';
import { mergeRanges } from '../../client/src/merge-ranges.js';

const lines = (start: number, end: number): Parameters<typeof mergeRanges>[0][number] => ({
  start: { line: start, character: 0 },
  end: { line: end, character: 9 },
});

describe('mergeRanges', () => {
  it('joins what overlaps, and sorts', () => {
    assert.deepEqual(mergeRanges([lines(30, 40), lines(0, 10), lines(5, 20), lines(7, 8)]), [
      lines(0, 20),
      lines(30, 40),
    ]);
  });

  it('gives nothing for nothing', () => {
    assert.deepEqual(mergeRanges([]), []);
  });
});
