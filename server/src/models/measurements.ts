import type { Measurement, MeasurementSummary } from '../shared/measurement.js';
import { summaryOfMeasurement } from '../shared/measurement.js';
import type { MeasuredProfile } from '../tasks/measured.js';
import type { ModelProfile } from '../tasks/profile.js';
import { promptVersions } from '../tasks/prompt-versions.js';
import { profileFor } from './profiles.js';
import type { ModelInfo } from './runtime.js';

/** What was measured of models on this machine. */
export interface KeptMeasurements {
  /** That of the model with these weights, with whatever prompts it was made; `undefined` if there is none. Never throws. */
  find(model: Pick<ModelInfo, 'engine' | 'digest'>): Promise<Measurement | undefined>;
}

/** As much of a measurement as decides what is shown; `undefined` if it was made with other prompts or another dialect. */
export function measuredProfile(
  measurement: Measurement | undefined,
  profile: ModelProfile,
): MeasuredProfile | undefined {
  if (!measurement || !isOfNow(measurement, profile)) return undefined;
  const { schema, scores, thresholds, calibration } = measurement;
  return { entities: { schema, f1: scores.overlap.f1 }, thresholds, calibration };
}

/** What is told of a model's measurement before it is chosen, when its dialect is the one that its name says. */
export function summaryFor(measurement: Measurement, model: ModelInfo): MeasurementSummary {
  const asked = { dialect: 'auto', contextLength: Infinity } as const;
  const isOutdated =
    measurement.dialect !== 'encoder' &&
    !isOfNow(measurement, {
      ...profileFor(model, asked),
      dialect: measurement.dialect as ModelProfile['dialect'],
    });
  return summaryOfMeasurement(measurement, isOutdated);
}

function isOfNow({ dialect, prompts }: Measurement, profile: ModelProfile): boolean {
  return dialect === profile.dialect && prompts === promptVersions(profile);
}
