import type { Claim } from '../evaluation/notes/measure-notes.js';
import type { Calibration } from '../shared/measurement.js';
import { logit, sigmoid } from '../tasks/measured.js';

/** Fewer answers say too little of how far a probability can be trusted. */
const fewest = 40;

/** How many times the fit is improved, and how near to 0 a step ends it. */
const limits = { steps: 50, step: 1e-6 } as const;

/** Pulls the slope to 1 where answers are few or all alike, in answers. */
const pull = 1;

/**
 * How to take a model's probabilities, by logistic regression on their logits (Platt 1999, with his targets, which keep
 * it from certainty; Newton's method). Where the model gave no probabilities, the share that was right stands for them.
 *
 * @returns `undefined` where there is too little to learn from, or where more probable answers are less often right: then
 *   the probabilities stay as they are.
 */
export function fitCalibration(claims: readonly Claim[]): Calibration | undefined {
  if (claims.length < fewest) return undefined;
  const right = claims.filter(({ isRight }) => isRight).length;
  const wrong = claims.length - right;
  const [forRight, forWrong] = [(right + 1) / (right + 2), 1 / (wrong + 2)];
  if (claims.every(({ probability }) => probability === undefined)) {
    return { slope: 0, offset: logit((right + 1) / (claims.length + 2)) };
  }
  const points = claims.flatMap(({ probability, isRight }) =>
    probability === undefined ? [] : [{ x: logit(probability), y: isRight ? forRight : forWrong }],
  );
  let now: Calibration = { slope: 1, offset: 0 };
  for (let step = 0; step < limits.steps; step += 1) {
    const by = newtonStep(points, now);
    let next = now;
    // A whole step may overshoot where nearly all answers are alike.
    for (let share = 1; share > limits.step; share /= 2) {
      next = { slope: now.slope - share * by.slope, offset: now.offset - share * by.offset };
      if (lossOf(points, next) <= lossOf(points, now)) break;
    }
    const moved = Math.abs(next.slope - now.slope) + Math.abs(next.offset - now.offset);
    now = next;
    if (moved < limits.step) break;
  }
  return now.slope > 0 && Number.isFinite(now.slope) && Number.isFinite(now.offset) ? now : undefined;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function newtonStep(points: readonly Point[], { slope, offset }: Calibration): Calibration {
  let [gs, go, hss, hso, hoo] = [pull * (slope - 1), 0, pull, 0, 1e-9];
  for (const { x, y } of points) {
    const p = sigmoid(slope * x + offset);
    const weight = p * (1 - p);
    gs += (p - y) * x;
    go += p - y;
    hss += weight * x * x;
    hso += weight * x;
    hoo += weight;
  }
  const determinant = hss * hoo - hso * hso;
  return { slope: (hoo * gs - hso * go) / determinant, offset: (hss * go - hso * gs) / determinant };
}

function lossOf(points: readonly Point[], { slope, offset }: Calibration): number {
  return points.reduce(
    (sum, { x, y }) => {
      const z = slope * x + offset;
      // log(1 + e^z) - y z, without overflow.
      return sum + Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - y * z;
    },
    (pull / 2) * (slope - 1) ** 2,
  );
}
