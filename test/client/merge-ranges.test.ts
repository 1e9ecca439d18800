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

  it('gives what survives JSON, of ranges that would not', () => {
    const ofEditor = (start: number, end: number): ReturnType<typeof lines> => {
      const range = lines(start, end);
      return { ...range, ...{ toJSON: () => [range.start, range.end] } };
    };
    const merged = mergeRanges([ofEditor(0, 3), ofEditor(8, 9)]);
    assert.deepEqual(JSON.parse(JSON.stringify(merged)), [lines(0, 3), lines(8, 9)]);
  });
});
