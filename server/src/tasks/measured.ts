/** How often a model is right where it gives a probability p: σ(slope · logit p + offset); a slope of 0 where it gives none. */
export interface Calibration {
  readonly slope: number;
  readonly offset: number;
}

/** The results of measuring a model on this machine that decide what is shown. */
export interface MeasuredProfile {
  /** How well it reads entities: F1 of overlapping spans, for the schema of that name. */
  readonly entities: { readonly schema: string; readonly f1: number };
  /** From which probability on, after calibration, something is worth showing. */
  readonly thresholds: {
    readonly relation?: number;
    readonly contradiction?: number;
    readonly evidence?: number;
    readonly refutation?: number;
  };
  readonly calibration: {
    readonly entities?: Calibration;
    readonly relations?: Calibration;
    readonly contradictions?: Calibration;
    readonly evidence?: Calibration;
  };
}

/** Probabilities are kept this far from 0 and 1: beyond it, a logit grows without bound. */
const closest = 1e-6;

/**
 * How often an answer of that probability was right, 0 to 1. If the model gave no probability, how often it was right
 * overall, provided the measurement had no probabilities either; else `undefined`.
 */
export function calibrated(
  probability: number | undefined,
  calibration: Calibration | undefined,
): number | undefined {
  if (!calibration) return probability;
  const { slope, offset } = calibration;
  if (slope === 0) return sigmoid(offset);
  return probability === undefined ? undefined : sigmoid(slope * logit(probability) + offset);
}

/** The logarithm of the odds; bounded. */
export function logit(probability: number): number {
  const p = Math.min(1 - closest, Math.max(closest, probability));
  return Math.log(p / (1 - p));
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
