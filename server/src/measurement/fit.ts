import type { CheckedStatement, Claim, NoteOutcome } from '../evaluation/notes/measure-notes.js';
import type { Calibration, Measurement } from '../shared/measurement.js';
import { calibrated } from '../tasks/measured.js';
import { fitCalibration } from './fit-calibration.js';
import { evidenceThresholds, leastThreshold, neededPrecision } from './fit-thresholds.js';

/**
 * How to take a model's probabilities, and from which on its answers are worth showing.
 *
 * @param outcomes of notes that were read with every answer shown, whatever its probability.
 */
export function fit(outcomes: readonly NoteOutcome[]): Pick<Measurement, 'thresholds' | 'calibration'> {
  const [entities, relations, contradictions] = [
    outcomes.flatMap(({ claims }) => claims.entities),
    outcomes.flatMap(({ claims }) => claims.relations),
    outcomes.flatMap(({ claims }) => claims.contradictions),
  ];
  const checks = outcomes.flatMap(({ claims }) => claims.statements);
  const calibration = {
    entities: fitCalibration(entities),
    relations: fitCalibration(relations),
    contradictions: fitCalibration(contradictions),
    evidence: fitCalibration(evidenceOf(checks)),
  };
  const relation = leastThreshold(taken(relations, calibration.relations), neededPrecision.relations);
  const contradiction = leastThreshold(
    taken(contradictions, calibration.contradictions),
    neededPrecision.contradictions,
  );
  const hasEvidence = checks.some(({ evidence }) => evidence.length > 0);
  const shown = checks.map(({ label, evidence }) => ({
    label,
    evidence: evidence.map((each) => ({ ...each, ...probabilityOf(each, calibration.evidence) })),
  }));
  return {
    thresholds: {
      ...(relation === undefined ? {} : { relation }),
      ...(contradiction === undefined ? {} : { contradiction }),
      ...(hasEvidence ? evidenceThresholds(shown, neededPrecision.statements) : {}),
    },
    calibration: Object.fromEntries(Object.entries(calibration).filter(([, each]) => each !== undefined)),
  };
}

/** Each sentence that a check named: right where the statement's label is the one that it speaks for. */
function evidenceOf(checks: readonly CheckedStatement[]): Claim[] {
  return checks.flatMap(({ label, evidence }) =>
    evidence.map((each) => ({ ...probabilityOf(each, undefined), isRight: each.label === label })),
  );
}

function taken(claims: readonly Claim[], calibration: Calibration | undefined): Claim[] {
  return claims.map((claim) => ({ ...claim, ...probabilityOf(claim, calibration) }));
}

function probabilityOf(
  { probability }: { readonly probability?: number },
  calibration: Calibration | undefined,
): { readonly probability?: number } {
  const known = calibrated(probability, calibration);
  return known === undefined ? {} : { probability: known };
}
