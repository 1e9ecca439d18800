import type { Measurement } from '../../server/src/shared/measurement.js';

const score = { precision: 0.8, recall: 0.7, f1: 0.75, low: 0.7, high: 0.8, right: 7, found: 9, gold: 10 };

/** A measurement as it is kept, with what a test is about in place of the rest. */
export function measurementOf(over: Partial<Measurement> = {}): Measurement {
  return {
    engine: 'ollama',
    model: 'llama3:latest',
    digest: 'one',
    dialect: 'json',
    prompts: 'of another time',
    at: '2026-11-24T20:00:00.000Z',
    schema: 'clinical',
    notes: { fitted: 30, measured: 30, set: 'test' },
    wordsPerSecond: 12.3,
    scores: { exact: score, overlap: score, assertion: score, relations: score, contradictions: score },
    statements: { asked: 90, right: 60, decided: 40, decidedRight: 30, low: 0.5, high: 0.7 },
    unusable: 0,
    bindsSchema: true,
    probabilities: true,
    thinking: 'none',
    thresholds: { relation: 0.6 },
    calibration: { relations: { slope: 0.5, offset: -0.2 } },
    ...over,
  };
}
