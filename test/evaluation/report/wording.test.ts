import assert from 'node:assert/strict';
import { pValue } from '../../../server/src/evaluation/report/wording.js';

describe('a p-value', () => {
  const cases: [number, string][] = [
    [0, 'p < 0.001'],
    [0.0004, 'p < 0.001'],
    [0.00099, 'p < 0.001'],
    [0.001, 'p = 0.001'],
    [0.0416, 'p = 0.042'],
    [1, 'p = 1.000'],
  ];
  for (const [value, text] of cases) {
    it(`of ${value} is ${text}`, () => {
      assert.equal(pValue(value), text);
    });
  }
});
