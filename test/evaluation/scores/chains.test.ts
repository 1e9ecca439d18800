import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { bestAssignment } from '../../../server/src/evaluation/scores/assignment.js';
import {
  chainMeasures,
  chainScores,
  chainTallies,
  meanChainF1,
  type Chain,
  type ChainMeasure,
} from '../../../server/src/evaluation/scores/chains.js';

type Row = { readonly gold: readonly Chain[]; readonly found: readonly Chain[] } & Readonly<
  Record<ChainMeasure, readonly [number, number, number, number]>
>;

describe('the measures of coreference', () => {
  it('are those of neleval', async () => {
    const file = new URL('../../fixtures/chains.json', import.meta.url);
    const rows = JSON.parse(await readFile(file, 'utf8')) as Row[];
    assert.ok(rows.length > 80);
    for (const row of rows) {
      const tallies = chainTallies(row.gold, row.found);
      for (const measure of chainMeasures) {
        const { precision, recall } = tallies[measure];
        for (const [index, value] of [...precision, ...recall].entries())
          assert.ok(
            Math.abs(value - (row[measure][index] ?? NaN)) < 1e-9,
            `${measure}: ${JSON.stringify([row, tallies])}`,
          );
      }
    }
  });

  it('are 1 for the gold, and 0 where nothing is found', () => {
    const gold = [
      ['a', 'b'],
      ['c', 'd', 'e'],
    ];
    assert.equal(meanChainF1([chainTallies(gold, gold)]), 1);
    assert.equal(meanChainF1([chainTallies(gold, [])]), 0);
    assert.deepEqual(chainScores([], 'MUC'), { precision: 0, recall: 0, f1: 0 });
  });

  it('pair chains as well as any pairing', () => {
    const best = (weights: readonly (readonly number[])[], taken: readonly number[] = []): number => {
      const [row, ...rest] = weights;
      if (!row) return 0;
      const without = best(rest, taken);
      const paired = row.map((weight, column) =>
        taken.includes(column) ? 0 : weight + best(rest, [...taken, column]),
      );
      return Math.max(without, ...paired);
    };
    const matrix = fc
      .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) =>
        fc.array(
          fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: columns, maxLength: columns }),
          {
            minLength: rows,
            maxLength: rows,
          },
        ),
      );
    fc.assert(
      fc.property(matrix, (weights) => {
        assert.ok(Math.abs(bestAssignment(weights) - best(weights)) < 1e-9);
      }),
    );
  });
});
