import type { ModelRuntime } from '../models/runtime.js';
import type { ModelProfile } from '../tasks/profile.js';
import type { EncoderThresholds } from '../tasks/question.js';
import type { Schema } from '../tasks/schema.js';

/** What is asked of a note, and what of the answers is shown. */
export interface AnalysisOptions {
  readonly schema: Schema;
  /** Relations below `threshold`, a probability, are not shown; those of unknown probability are. */
  readonly relations: { readonly enabled: boolean; readonly threshold: number };
  /** The same for contradictions; `maxPairs` bounds how many pairs of a note are compared. */
  readonly contradictions: {
    readonly enabled: boolean;
    readonly threshold: number;
    readonly maxPairs: number;
  };
}

/** Where the model in use comes from. */
export interface RuntimeSource {
  /** @throws ModelError where no model can be reached, or the signal's reason. */
  current(signal: AbortSignal): Promise<ModelRuntime>;
}

/** Whether an answer of this probability is shown: yes where the engine gives none. */
export function reaches(probability: number | undefined, threshold: number): boolean {
  return probability === undefined || probability >= threshold;
}

/** The threshold that was measured for a model, which then counts in place of the one of the settings. */
export function ownThreshold(
  { encoder }: ModelProfile,
  of: keyof EncoderThresholds,
): { readonly threshold?: number } {
  const threshold = encoder?.thresholds[of];
  return threshold === undefined ? {} : { threshold };
}
