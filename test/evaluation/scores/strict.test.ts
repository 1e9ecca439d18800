import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { chunksOf } from '../../../server/src/evaluation/scores/bio-tags.js';
import { mergeCounts, scoresOf, type ScoresByType } from '../../../server/src/evaluation/scores/by-type.js';
import { relaxedCounts } from '../../../server/src/evaluation/scores/relaxed.js';
import { strictCounts } from '../../../server/src/evaluation/scores/strict.js';
import type { TypedSpan } from '../../../server/src/agreement/typed-span.js';

interface Batch {
  readonly rows: string;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly macroF1: number;
  readonly types: Record<string, number>;
}

const fixture = new URL('../../fixtures/seqeval.json', import.meta.url);
const { batches } = JSON.parse(readFileSync(fixture, 'utf8')) as { batches: Batch[] };

describe('the strict score', () => {
  for (const [number, batch] of batches.entries()) {
    const rows = batch.rows.split(' ');
    it(`equals that of seqeval on batch ${number} of ${rows.length} rows`, () => {
      const scores = scoresOf(
        mergeCounts(
          rows.map((row) => {
            const [gold, answer] = row.split('|').map(spansOf);
            return strictCounts(gold ?? [], answer ?? []);
          }),
        ),
      );
      near(scores.micro.precision, batch.precision);
      near(scores.micro.recall, batch.recall);
      near(scores.micro.f1, batch.f1);
      near(scores.macroF1, batch.macroF1);
      assert.deepEqual(Object.keys(scores.types), Object.keys(batch.types));
      for (const [type, f1] of Object.entries(batch.types)) {
        near(scores.types[type]!.f1, f1);
      }
    });
  }

  it('compares thousands of rows', () => {
    assert.ok(batches.flatMap(({ rows }) => rows.split(' ')).length >= 3000);
  });

  it('counts a repetition once, and finds a discontinuous mention by its fragments only', () => {
    const parts: TypedSpan = {
      type: 'x',
      spans: [
        { start: 0, end: 4 },
        { start: 8, end: 12 },
      ],
    };
    const whole: TypedSpan = { type: 'x', spans: [{ start: 0, end: 12 }] };
    assert.deepEqual(countsOf(strictCounts([parts], [whole, whole])), { right: 0, found: 1, gold: 1 });
    assert.deepEqual(countsOf(strictCounts([parts], [parts])), { right: 1, found: 1, gold: 1 });
  });
});

const mention = fc
  .record({ type: fc.constantFrom('a', 'b'), start: fc.nat(20), length: fc.integer({ min: 1, max: 6 }) })
  .map(({ type, start, length }): TypedSpan => ({ type, spans: [{ start, end: start + length }] }));
const mentions = fc.array(mention, { maxLength: 8 });

describe('strict and relaxed scores', () => {
  it('are perfect for the gold itself', () => {
    fc.assert(
      fc.property(mentions, (gold) => {
        for (const count of [strictCounts, relaxedCounts]) {
          const { right, found, gold: wanted } = scoresOf(count(gold, gold)).micro;
          assert.ok(right === found && found === wanted);
        }
      }),
    );
  });

  it('never count more right than were found or are to be found, and strict never more than relaxed', () => {
    fc.assert(
      fc.property(mentions, mentions, (gold, found) => {
        const [strict, relaxed] = [strictCounts(gold, found), relaxedCounts(gold, found)].map(scoresOf) as [
          ScoresByType,
          ScoresByType,
        ];
        assert.ok(strict.micro.right <= Math.min(strict.micro.found, strict.micro.gold));
        assert.ok(relaxed.micro.right <= Math.min(relaxed.micro.found, relaxed.micro.gold));
        assert.ok(strict.micro.right <= relaxed.micro.right);
        assert.equal(strict.micro.gold, relaxed.micro.gold);
      }),
    );
  });

  it('exchange precision and recall when gold and answer change places', () => {
    fc.assert(
      fc.property(mentions, mentions, (gold, found) => {
        const there = scoresOf(strictCounts(gold, found)).micro;
        const back = scoresOf(strictCounts(found, gold)).micro;
        near(there.precision, back.recall);
        near(there.f1, back.f1);
      }),
    );
  });

  it('overlap finds each gold mention once', () => {
    const at = (start: number, end: number, type = 'a'): TypedSpan => ({ type, spans: [{ start, end }] });
    const one = relaxedCounts([at(0, 3), at(5, 8), at(10, 12)], [at(0, 12)]);
    assert.deepEqual(countsOf(one), { right: 1, found: 1, gold: 3 });
    const split = relaxedCounts([at(0, 8)], [at(0, 3), at(5, 8)]);
    assert.deepEqual(countsOf(split), { right: 1, found: 2, gold: 1 });
    const other = relaxedCounts([at(0, 8)], [at(0, 8, 'b')]);
    assert.equal(scoresOf(other).micro.right, 0);
    assert.equal(scoresOf(relaxedCounts([at(0, 4)], [at(4, 8)])).micro.right, 0);
  });
});

/** One token a character, so that token indices are offsets. */
function spansOf(letters: string): TypedSpan[] {
  const tags = Array.from(letters, (letter) =>
    letter === '.' ? 'O' : `${letter === letter.toUpperCase() ? 'B' : 'I'}-${letter.toLowerCase()}`,
  );
  return chunksOf(tags).map(({ type, first, last }) => ({ type, spans: [{ start: first, end: last + 1 }] }));
}

function countsOf(counts: ReturnType<typeof strictCounts>): object {
  const { right, found, gold } = scoresOf(counts).micro;
  return { right, found, gold };
}

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);
}
