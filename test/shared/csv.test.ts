import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvText } from '../../server/src/shared/csv.js';

describe('CSV', () => {
  it('is read back as it was, but for what a spreadsheet would carry out', () => {
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+@\t\r-]/.test(text));
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });
    fc.assert(
      fc.property(rows, (given) => {
        const read: unknown = parse(csvText(given), { relax_column_count: true });
        assert.deepEqual(read, given);
      }),
    );
    assert.equal(
      csvText([['=1+1', '-5 mg', '- none', '+1', '@x', -5, undefined]]),
      "'=1+1,-5 mg,'- none,'+1,'@x,-5,\r\n",
    );
  });
});
