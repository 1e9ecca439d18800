import type { ModelRuntime } from '../models/runtime.js';
import type { Cue } from '../tasks/nli/cues.js';
import type { ModelProfile } from '../tasks/profile.js';
import type { EncoderThresholds } from '../tasks/question.js';
import type { Schema } from '../tasks/schema.js';

/** How many pairs of statements of a note are compared, the most promising first. */
export const mostPairs = 60;

/** The probability from which a relation is shown: more likely than not. */
export const relationsFrom = 0.5;

/** What to look for in a note, and which results to show. */
export interface AnalysisOptions {
  readonly schema: Schema;
  /** What reads entities: the model if absent. */
  readonly entities?: { readonly from: 'model' | 'encoder' | 'auto' };
  /** Relations whose probability is below `threshold`, {@link relationsFrom} if absent, are hidden. Those of unknown probability are shown. */
  readonly relations: { readonly enabled: boolean; readonly threshold?: number };
  /** The same for contradictions; `maxPairs` bounds how many pairs of a note are compared, {@link mostPairs} if absent. */
  readonly contradictions: {
    readonly enabled: boolean;
    readonly threshold: number;
    readonly maxPairs?: number;
    /** Sentences that are neither compared nor taken for evidence; `*` stands for any text. */
    readonly ignoreLines?: readonly string[];
  };
}

/** Where the model in use comes from. */
export interface RuntimeSource {
  /** @throws ModelError if no model can be reached, or the signal's reason. */
  current(signal: AbortSignal): Promise<ModelRuntime>;
}

/** Whether a result of this probability is shown. It is if the probability is unknown. */
export function reaches(probability: number | undefined, threshold: number): boolean {
  return probability === undefined || probability >= threshold;
}

/** The threshold that was measured for a model, which then replaces that of the options. */
export function ownThreshold(
  { encoder }: ModelProfile,
  of: Exclude<keyof EncoderThresholds, 'contradictionBy'>,
): { readonly threshold?: number } {
  const threshold = encoder?.thresholds[of];
  return threshold === undefined ? {} : { threshold };
}

/** The same for contradictions, which may have a threshold for each cue. */
export function ownContradictionThreshold(profile: ModelProfile, cue: Cue): { readonly threshold?: number } {
  const threshold = profile.encoder?.thresholds.contradictionBy?.[cue];
  return threshold === undefined ? ownThreshold(profile, 'contradiction') : { threshold };
}

/** What reads entities: the model, or the encoder beside it, as the options say. */
export function readerOf(
  runtime: ModelRuntime,
  { schema, entities }: Pick<AnalysisOptions, 'schema' | 'entities'>,
): ModelRuntime {
  const { encoder } = runtime;
  const isTrained = encoder?.profile.encoder?.heads.some((head) => head.schema === schema.name) ?? false;
  const from = entities?.from ?? 'model';
  return encoder && (from === 'encoder' || (from === 'auto' && isTrained)) ? encoder : runtime;
}
