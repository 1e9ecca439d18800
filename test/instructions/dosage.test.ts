import assert from 'node:assert/strict';
import { splitDosage } from '../../server/src/instructions/dosage.js';

describe('a dosage', () => {
  for (const [text, dose, route, frequency] of [
    ['40 mg PO twice daily', '40 mg', 'PO', 'twice daily'],
    ['1 g qds', '1 g', '', 'qds'],
    ['5 mg q4h PRN', '5 mg', '', 'q4h PRN'],
    ['one tablet at night', 'one tablet', '', 'at night'],
    ['once a day', '', '', 'once a day'],
    ['50 mg/kg 12-hourly', '50 mg/kg', '', '12-hourly'],
    ['IV', '', 'IV', ''],
  ] as const) {
    it(`“${text}” comes apart`, () => {
      assert.deepEqual(splitDosage(text), { dose, route, frequency });
    });
  }

  for (const text of [
    '',
    '3 cycles',
    '500 mg BID x 10 days',
    '10 mg, then 20 mg',
    'up to 3 g/day',
    '5 mg IVX',
  ]) {
    it(`“${text}” does not`, () => {
      assert.equal(splitDosage(text), undefined);
    });
  }
});
