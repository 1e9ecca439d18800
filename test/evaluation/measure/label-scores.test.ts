import assert from 'node:assert/strict';
import { relationScores } from '../../../server/src/evaluation/measure/label-scores.js';
import type { RelationScores } from '../../../server/src/evaluation/report/report.js';
import type { LabelOutcome } from '../../../server/src/evaluation/tasks/label-outcome.js';

const outcome = (gold: string, answer: string, probability?: number): LabelOutcome => ({
  ...{ id: 'p', document: 'd', gold, answer, shown: [] },
  ...(probability === undefined ? {} : { probability }),
});

const scored = (outcomes: readonly LabelOutcome[], from?: number): RelationScores =>
  relationScores(outcomes, [{ document: 'd', type: 'CID' }], 1, from).scores;

describe('relation scores', () => {
  const outcomes = [
    outcome('CID', 'CID', 0.5),
    outcome('CID', 'CID', 0.49),
    outcome('none', 'CID', 0.3),
    outcome('none', 'CID', 0.9),
    outcome('none', 'none', 0.4),
  ];

  it('as the editor shows it: an answer below the threshold is as good as none', () => {
    const { positive, shown } = scored(outcomes, 0.5);
    assert.deepEqual(pick(positive.micro), { right: 2, found: 4, gold: 3 });
    assert.equal(shown?.from, 0.5);
    assert.deepEqual(pick(shown.scores.micro), { right: 1, found: 2, gold: 3 });
  });

  it('has no such line without a threshold, or without probabilities', () => {
    assert.equal(scored(outcomes).shown, undefined);
    assert.equal(scored([outcome('CID', 'CID')], 0.5).shown, undefined);
  });

  it('a gold relation that could not be asked about is missed, and no unit of the accuracy', () => {
    const { positive, labels, unasked } = scored([outcome('CID', 'CID')]);
    assert.deepEqual(pick(positive.micro), { right: 1, found: 1, gold: 2 });
    assert.deepEqual([labels?.units, labels?.accuracy, unasked], [1, 1, 1]);
  });
});

function pick({ right, found, gold }: { right: number; found: number; gold: number }): object {
  return { right, found, gold };
}
