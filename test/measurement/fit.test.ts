import assert from 'node:assert/strict';
import type { Claim } from '../../server/src/evaluation/notes/measure-notes.js';
import { fitCalibration } from '../../server/src/measurement/fit-calibration.js';
import { evidenceThresholds, leastThreshold } from '../../server/src/measurement/fit-thresholds.js';
import { calibrated } from '../../server/src/tasks/measured.js';

/** So many claims of one probability, of which so many are right. */
function claims(probability: number | undefined, all: number, right: number): Claim[] {
  return Array.from({ length: all }, (_, index) => ({
    isRight: index < right,
    ...(probability === undefined ? {} : { probability }),
  }));
}

describe('the calibration of a model', () => {
  it('takes a model that is surer than it is right for what it is', () => {
    const overconfident = [...claims(0.99, 1000, 785), ...claims(0.8, 1000, 424), ...claims(0.6, 1000, 311)];
    const calibration = fitCalibration(overconfident);
    assert.ok(calibration);
    for (const [said, right] of [
      [0.99, 0.785],
      [0.8, 0.424],
      [0.6, 0.311],
    ] as const) {
      assert.ok(Math.abs((calibrated(said, calibration) ?? 0) - right) < 0.01, String(said));
    }
  });

  it('leaves a model that is as sure as it is right nearly as it is', () => {
    const calibration = fitCalibration([...claims(0.9, 200, 180), ...claims(0.5, 200, 100)]);
    assert.ok(Math.abs((calibrated(0.9, calibration) ?? 0) - 0.9) < 0.02);
    assert.ok(Math.abs((calibrated(0.5, calibration) ?? 0) - 0.5) < 0.02);
  });

  it('gives a model without probabilities the share that was right', () => {
    const calibration = fitCalibration(claims(undefined, 100, 25));
    assert.equal(calibration?.slope, 0);
    assert.ok(Math.abs((calibrated(undefined, calibration) ?? 0) - 0.25) < 0.01);
  });

  it('says nothing of few answers, or where the more probable are less often right', () => {
    assert.equal(fitCalibration(claims(0.9, 20, 10)), undefined);
    assert.equal(fitCalibration([...claims(0.99, 200, 10), ...claims(0.6, 200, 190)]), undefined);
    assert.equal(calibrated(0.9, undefined), 0.9);
  });
});

describe('the thresholds of a model', () => {
  it('are the least from which on answers are right often enough', () => {
    const answers = [...claims(0.9, 10, 9), ...claims(0.7, 10, 5), ...claims(0.4, 10, 0)];
    assert.equal(leastThreshold(answers, 0.65), 0.7);
    assert.equal(leastThreshold(answers, 0.9), 0.9);
    assert.equal(leastThreshold([], 0.5), undefined);
  });

  it('are above all that was said, where that was wrong', () => {
    assert.ok((leastThreshold(claims(0.8, 10, 1), 0.5) ?? 0) > 0.8);
    // Without probabilities nothing can be surer; the calibration then says how sure.
    assert.equal(leastThreshold(claims(undefined, 10, 1), 0.5), 1);
  });

  it('of a check are precise first, and then as often right as can be', () => {
    const said = (
      label: 'entailment' | 'neutral' | 'contradiction',
      named: 'entailment' | 'contradiction',
      probability: number,
    ) => ({ label, evidence: [{ label: named, probability }] });
    const checks = [
      said('entailment', 'entailment', 0.9),
      said('entailment', 'entailment', 0.8),
      said('neutral', 'entailment', 0.6),
      said('neutral', 'contradiction', 0.95),
      said('contradiction', 'contradiction', 0.7),
    ];
    const { evidence, refutation } = evidenceThresholds(checks, 0.9);
    assert.ok(evidence > 0.6 && evidence <= 0.8);
    assert.ok(refutation > 0.95);
  });
});
