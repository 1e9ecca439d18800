import type { ModelRuntime } from '../models/runtime.js';
import { calibrated, type MeasuredProfile } from '../tasks/measured.js';
import type { CorrectedNote } from '../tasks/ner/corrected-note.js';
import type { Cue } from '../tasks/nli/cues.js';
import type { ModelProfile } from '../tasks/profile.js';
import type { EncoderThresholds } from '../tasks/question.js';
import type { Schema } from '../tasks/schema.js';

/** How many pairs of statements of a note are compared, the most promising first. */
export const mostPairs = 60;

/** From which probability on answers are shown where neither the user nor a measurement says it. */
export const defaultThresholds = { relation: 0.5, contradiction: 0.7 } as const;

/** What to look for in a note, and which results to show. */
export interface AnalysisOptions {
  readonly schema: Schema;
  /** What reads entities: the model if absent. */
  readonly entities?: {
    readonly from: 'model' | 'encoder' | 'auto';
    /** Whether a model that writes is shown similar sentences of corrected notes; not if absent. */
    readonly examples?: 'corrected' | 'none';
    /** Where the corrected notes are; absent: beside the note. */
    readonly examplesFolder?: string;
  };
  /**
   * Relations whose probability is below `threshold` are hidden; if it is absent, the threshold measured for the
   * model applies, or else {@link defaultThresholds}. Those of unknown probability are shown.
   */
  readonly relations: { readonly enabled: boolean; readonly threshold?: number };
  /** The same for contradictions; `maxPairs` bounds how many pairs of a note are compared, {@link mostPairs} if absent. */
  readonly contradictions: {
    readonly enabled: boolean;
    readonly threshold?: number | undefined;
    readonly maxPairs?: number;
    /** Sentences that are neither compared nor used as evidence; `*` stands for any text. */
    readonly ignoreLines?: readonly string[];
  };
}

/** Where corrected notes come from. Never rejects. */
export interface CorrectedNotesSource {
  beside(uri: string): Promise<readonly CorrectedNote[]>;
  in(folder: string): Promise<readonly CorrectedNote[]>;
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

/**
 * The threshold that came with a model, or was measured for it on this machine. The user's threshold takes
 * precedence.
 */
export function ownThreshold(
  { encoder, measured }: ModelProfile,
  of: Exclude<keyof EncoderThresholds, 'contradictionBy'>,
): { readonly threshold?: number } {
  const threshold = encoder?.thresholds[of] ?? (of === 'relevance' ? undefined : measured?.thresholds[of]);
  return threshold === undefined ? {} : { threshold };
}

/** From which probability on a sentence counts for a statement, and against it. @param set by the user. */
export function evidenceThresholds(
  profile: ModelProfile,
  set: number | undefined,
): { readonly entails: number; readonly contradicts: number } {
  const { threshold: evidence } = ownThreshold(profile, 'evidence');
  const entails = set ?? evidence ?? defaultThresholds.contradiction;
  const { threshold: refutation = entails } = ownThreshold(profile, 'refutation');
  return { entails, contradicts: set ?? refutation };
}

/** An answer with its probability as it was measured that the model's are to be taken. */
export function withCertainty<T extends { readonly probability?: number }>(
  answer: T,
  { measured }: ModelProfile,
  part: keyof MeasuredProfile['calibration'],
): T {
  const probability = calibrated(answer.probability, measured?.calibration[part]);
  return probability === undefined ? answer : { ...answer, probability };
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
  const from = entities?.from ?? 'model';
  if (!encoder || from === 'model') return runtime;
  return from === 'encoder' || isBetter(encoder, runtime, schema) ? encoder : runtime;
}

/** Whether both were measured on this machine for that schema, and `one` reads entities better than `other`. */
function isBetter(one: ModelRuntime, other: ModelRuntime, { name }: Schema): boolean {
  const [first, second] = [one, other].map(({ profile }) => profile.measured?.entities);
  return first?.schema === name && second?.schema === name && first.f1 > second.f1;
}
