import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { rougeNames, rougeOf } from '../../../server/src/evaluation/scores/rouge.js';

type Row = { readonly expected: string; readonly written: string } & Readonly<
  Record<(typeof rougeNames)[number], readonly [number, number, number]>
>;

describe('ROUGE', () => {
  it('is what rouge-score makes of the same texts', async () => {
    const file = new URL('../../fixtures/rouge.json', import.meta.url);
    const rows = JSON.parse(await readFile(file, 'utf8')) as Row[];
    assert.ok(rows.length > 60);
    for (const row of rows) {
      const found = rougeOf(row.expected, row.written);
      for (const name of rougeNames) {
        const { precision, recall, f1 } = found[name];
        for (const [index, value] of [precision, recall, f1].entries())
          assert.ok(Math.abs(value - (row[name][index] ?? NaN)) < 1e-9, `${name}: ${JSON.stringify(row)}`);
      }
    }
  });
});
