import type { ModelRuntime } from '../models/runtime.js';
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
