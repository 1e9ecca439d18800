import assert from 'node:assert/strict';
import type { CheckResult } from '../../../server/src/shared/protocol.js';
import {
  checkItems,
  compareItems,
  comparisonText,
  verdictText,
} from '../../../client/src/commands/evidence-items.js';
import { english } from '../translator.js';

function range(line: number): CheckResult['evidence'][number]['range'] {
  return { start: { line, character: 0 }, end: { line, character: 9 } };
}

describe('the answer to a checked statement', () => {
  const result: CheckResult = {
    verdict: 'contradiction',
    evidence: [
      {
        range: range(10),
        text: 'The patient\ndenies chest pain.',
        label: 'contradiction',
        probability: 0.934,
      },
      { range: range(40), text: 'Costs $(trash) of chest pain.', label: 'entailment' },
    ],
    compared: 14,
    sentences: 14,
    threshold: 0.7,
    failed: 0,
  };

  it('says what each sentence does in words, with probability and line', () => {
    assert.deepEqual(
      checkItems(result, english).map(({ label, description }) => [label, description]),
      [
        ['$(error) Contradicts it', '93 % · line 11'],
        ['$(pass) Supports it', 'line 41'],
      ],
    );
  });

  it('shows a sentence in one line, and no icon that is not ours', () => {
    const [first, second] = checkItems(result, english);
    assert.equal(first?.detail, 'The patient denies chest pain.');
    assert.ok(second && !second.detail.includes('$('));
  });

  it('gives the verdict with how much was looked at', () => {
    assert.equal(verdictText(result, english), 'The note contradicts it. (14 comparisons)');
    const open: CheckResult = { ...result, verdict: 'neutral', evidence: [] };
    assert.equal(
      verdictText({ ...open, compared: 2, sentences: 2, failed: 1 }, english),
      'Nothing found above 70 % that supports or contradicts it. (2 comparisons, 1 without a usable answer)',
    );
  });

  it('says of how many sentences it looked at some', () => {
    const long = { ...result, compared: 60, sentences: 300 };
    assert.equal(verdictText(long, english), 'The note contradicts it. (60 of 300 sentences)');
    assert.equal(
      verdictText({ ...long, verdict: 'neutral', evidence: [], threshold: 0.9 }, english),
      'Nothing found above 90 % that supports or contradicts it. (60 of 300 sentences)',
    );
  });

  it('says that a note disagrees with itself', () => {
    assert.equal(
      verdictText({ ...result, verdict: 'conflicting' }, english),
      'The note disagrees with itself: it supports it and contradicts it. (14 comparisons)',
    );
  });

  it('gives no verdict where no answer was usable', () => {
    assert.equal(
      verdictText(
        { ...result, verdict: 'neutral', evidence: [], compared: 3, sentences: 3, failed: 3 },
        english,
      ),
      'The model gave no usable answer. (3 comparisons, 3 without a usable answer)',
    );
  });
});

describe('the answer to a comparison', () => {
  const contradiction = {
    first: range(2),
    second: range(7),
    firstText: 'NKDA.',
    secondText: 'He is allergic to penicillin.',
    probability: 0.8,
  };

  it('names both statements with their lines', () => {
    const [item] = compareItems(
      { contradictions: [contradiction], compared: 3, notCompared: 0, failed: 0 },
      english,
    );
    assert.equal(item?.description, '80 % · lines 3 and 8');
    assert.equal(item.detail, '"He is allergic to penicillin." against "NKDA."');
  });

  it('counts', () => {
    const counts = [0, 1, 2].map((count) =>
      comparisonText(
        {
          contradictions: Array.from({ length: count }, () => contradiction),
          compared: 5,
          notCompared: 0,
          failed: 0,
        },
        english,
      ),
    );
    assert.deepEqual(counts, [
      'No contradiction was found. (5 comparisons)',
      '1 contradiction. (5 comparisons)',
      '2 contradictions. (5 comparisons)',
    ]);
  });

  it('says how many pairs were not compared', () => {
    const result = { contradictions: [], compared: 60, notCompared: 240, failed: 0 };
    assert.equal(comparisonText(result, english), 'No contradiction was found. (60 of 300 pairs)');
  });
});
