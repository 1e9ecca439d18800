import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bootstrapInterval, quantile } from '../../../server/src/evaluation/scores/bootstrap.js';
import { scoresOf } from '../../../server/src/evaluation/scores/by-type.js';
import { calibrationOf } from '../../../server/src/evaluation/scores/calibration.js';
import { f1Of, sumCounts, type Counts } from '../../../server/src/evaluation/scores/counts.js';
import { labelScores, noAnswer, withoutNegative } from '../../../server/src/evaluation/scores/labels.js';
import { mentionSetCounts } from '../../../server/src/evaluation/scores/mention-set.js';
import { comparePaired } from '../../../server/src/evaluation/scores/paired.js';
import { paperCounts } from '../../../server/src/evaluation/scores/paper-scorer.js';
import { seededRandom } from '../../../server/src/evaluation/scores/random.js';
import { unseenCounts } from '../../../server/src/evaluation/scores/unseen.js';
import type { TypedSpan } from '../../../server/src/agreement/typed-span.js';

/** The mentions of `words` in `text`, each at its first place. */
function named(text: string, type: string, ...words: string[]): TypedSpan[] {
  return words.map((word) => {
    const start = text.indexOf(word);
    assert.ok(start >= 0);
    return { type, spans: [{ start, end: start + word.length }] };
  });
}

const f1 = (documents: readonly Counts[]): number => f1Of(sumCounts(documents));

describe('mention sets', () => {
  it('forget places, repetitions and case, but not types', () => {
    const [first, second] = ['Aspirin and aspirin for pain.', 'PAIN after aspirin.'];
    const gold = [
      {
        text: first,
        gold: named(first, 'drug', 'Aspirin', 'aspirin'),
        found: named(first, 'drug', 'Aspirin'),
      },
      { text: second, gold: named(second, 'problem', 'PAIN'), found: named(second, 'drug', 'PAIN') },
    ];
    const { right, found, gold: wanted } = scoresOf(mentionSetCounts(gold)).micro;
    assert.deepEqual({ right, found, wanted }, { right: 1, found: 2, wanted: 2 });
  });
});

describe("the papers' own scorer", () => {
  it('keys by word, and so changes the gold where a word is repeated', () => {
    const text = 'pain after pain';
    const gold = [{ type: 'x', spans: [{ start: 0, end: 4 }] }] as const;
    // The second "pain" is O and replaces the label of the first: nothing is left to be found.
    assert.deepEqual(paperCounts(text, 'x', gold, []), { right: 0, found: 0, gold: 0 });
  });

  it('never looks at positions', () => {
    const text = 'of pain of pain';
    const [here, there] = [
      [{ type: 'x', spans: [{ start: 3, end: 7 }] }] as const,
      [{ type: 'x', spans: [{ start: 11, end: 15 }] }] as const,
    ];
    assert.equal(paperCounts(text, 'x', there, there).right, 1);
    assert.equal(paperCounts(text, 'x', here, there).gold, 0);
  });

  it('keys by the tokens of the corpora', () => {
    const text = 'BRCA1 BRCA2';
    const gold = named(text, 'x', 'BRCA1', 'BRCA2');
    assert.deepEqual(paperCounts(text, 'x', gold, gold), { right: 2, found: 2, gold: 2 });
  });

  it('agrees with the strict score where no word is repeated', () => {
    const text = 'severe chest pain and fever';
    const gold = named(text, 'x', 'severe chest pain', 'fever');
    assert.deepEqual(paperCounts(text, 'x', gold, named(text, 'x', 'chest pain', 'fever')), {
      right: 1,
      found: 2,
      gold: 2,
    });
  });
});

describe('mentions that training did not show', () => {
  it('leaves out the seen ones, of the gold and of the answer', () => {
    const text = 'Fever, rash and cough.';
    const seen = new Map([['x', new Set(['fever'])]]);
    const counts = unseenCounts(
      text,
      named(text, 'x', 'Fever', 'rash'),
      named(text, 'x', 'Fever', 'rash', 'cough'),
      seen,
    );
    assert.deepEqual(counts.get('x'), { right: 1, found: 2, gold: 1 });
  });
});

describe('label scores', () => {
  const answers = [
    { gold: 'yes', answer: 'yes' },
    { gold: 'yes', answer: 'no' },
    { gold: 'no', answer: 'no' },
    { gold: 'no', answer: 'other' },
    { gold: 'no', answer: undefined },
  ];

  it('count what has no answer, or none of the labels, as wrong', () => {
    const scores = labelScores(answers);
    assert.equal(scores.accuracy, 2 / 5);
    // yes: P 1, R 1/2; no: P 1/2, R 1/3.
    assert.equal(scores.macroF1, (2 / 3 + 2 / 5) / 2);
    assert.deepEqual(scores.confusion, {
      rows: ['no', 'yes'],
      columns: ['no', 'yes', noAnswer, 'other'],
      cells: [
        [1, 0, 1, 1],
        [1, 1, 0, 0],
      ],
    });
    assert.deepEqual(scores.majority, { label: 'no', accuracy: 3 / 5, macroF1: 1.2 / 1.6 / 2 });
  });

  it('without the negative class, answering it everywhere earns nothing', () => {
    const none = answers.map(({ gold }) => ({ gold, answer: 'no' }));
    assert.equal(withoutNegative(none, 'no').micro.f1, 0);
    assert.equal(labelScores(none).accuracy, 3 / 5);
    assert.deepEqual(withoutNegative(answers, 'no').micro, {
      right: 1,
      found: 2,
      gold: 2,
      precision: 0.5,
      recall: 0.5,
      f1: 0.5,
    });
  });

  it('add up: every unit stands in one cell', () => {
    const label = fc.constantFrom('a', 'b', 'c');
    const answer = fc.record({ gold: label, answer: fc.option(label, { nil: undefined }) });
    fc.assert(
      fc.property(fc.array(answer), (units) => {
        const { confusion, accuracy } = labelScores(units);
        assert.equal(
          confusion.cells.flat().reduce((sum, cell) => sum + cell, 0),
          units.length,
        );
        assert.ok(accuracy >= 0 && accuracy <= 1);
      }),
    );
  });
});

describe('calibration', () => {
  it('is the mean distance between confidence and accuracy', () => {
    const answers = [
      ...Array.from({ length: 10 }, (_, index) => ({ probability: 0.95, right: index < 5 })),
      ...Array.from({ length: 10 }, (_, index) => ({ probability: 0.55, right: index < 5 })),
    ];
    const { ece, bins } = calibrationOf(answers);
    assert.ok(Math.abs(ece - (0.45 + 0.05) / 2) < 1e-9);
    assert.equal(bins[9]?.answers, 10);
    assert.equal(bins[5]?.accuracy, 0.5);
  });

  it('puts 0 and 1 into the outer bins', () => {
    const { bins } = calibrationOf([
      { probability: 0, right: false },
      { probability: 1, right: true },
    ]);
    assert.equal(bins[0]?.answers, 1);
    assert.equal(bins[9]?.answers, 1);
  });
});

describe('seeded random numbers', () => {
  it('repeat with their seed, differ between seeds, and fill their range evenly', () => {
    const draw = (seed: number): number[] => {
      const random = seededRandom(seed);
      return Array.from({ length: 4000 }, random);
    };
    assert.deepEqual(draw(1), draw(1));
    assert.notDeepEqual(draw(1).slice(0, 3), draw(2).slice(0, 3));
    const parts = [0, 0, 0, 0];
    for (const value of draw(0)) {
      parts[Math.floor(value * 4)]! += 1;
    }
    assert.ok(
      parts.every((count) => count > 900 && count < 1100),
      parts.join(),
    );
  });
});

describe('the bootstrap', () => {
  const documents = Array.from({ length: 200 }, (_, index) => ({
    right: index % 5 === 0 ? 0 : 1,
    found: 1,
    gold: 1,
  }));

  it('has the score within its bounds, the same for the same seed', () => {
    const interval = bootstrapInterval(documents, f1, { seed: 1 });
    assert.deepEqual(bootstrapInterval(documents, f1, { seed: 1 }), interval);
    assert.ok(interval.low < 0.8 && 0.8 < interval.high);
    // The binomial's own interval is 0.8 ± 0.055.
    assert.ok(Math.abs(interval.low - 0.745) < 0.02 && Math.abs(interval.high - 0.855) < 0.02);
  });

  it('is a point where all documents are alike, and nothing where there are none', () => {
    const same = documents.map(() => ({ right: 1, found: 2, gold: 1 }));
    assert.deepEqual(bootstrapInterval(same, f1, { seed: 3 }), { low: 2 / 3, high: 2 / 3 });
    assert.deepEqual(bootstrapInterval([], f1, { seed: 3 }), { low: 0, high: 0 });
    assert.equal(quantile([0, 1], 0.25), 0.25);
  });

  it('draws documents, not sentences: few large documents give wide bounds', () => {
    const large = [0, 1].map((right) => ({ right: right * 100, found: 100, gold: 100 }));
    const { low, high } = bootstrapInterval(large, f1, { seed: 4 });
    assert.deepEqual([low, high], [0, 1]);
  });
});

describe('a paired comparison', () => {
  const system = (isRight: (index: number) => boolean): Counts[] =>
    Array.from({ length: 150 }, (_, index) => ({ right: isRight(index) ? 1 : 0, found: 1, gold: 1 }));
  const paired = (first: Counts[], second: Counts[]): ReturnType<typeof comparePaired> =>
    comparePaired(
      first.map((each, index) => ({ first: each, second: second[index]! })),
      f1,
      { seed: 5 },
    );

  it('finds a system that is better throughout', () => {
    const result = paired(
      system((index) => index % 5 !== 0),
      system((index) => index % 2 === 0 && index % 5 !== 0),
    );
    assert.ok(result.difference > 0.3);
    assert.ok(result.bootstrapP < 0.01 && result.randomisationP < 0.01);
    assert.ok(result.interval.low > 0);
  });

  it('finds no difference between systems that err equally often', () => {
    const result = paired(
      system((index) => index % 5 !== 0),
      system((index) => index % 5 !== 1),
    );
    assert.equal(result.difference, 0);
    assert.ok(result.randomisationP > 0.9);
    assert.ok(result.interval.low < 0 && result.interval.high > 0);
  });
});
