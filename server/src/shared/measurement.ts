/** What is measured of a model on the notes that come with BioNote. */
export const measuredParts = ['exact', 'overlap', 'assertion', 'relations', 'contradictions'] as const;

/** One of {@link measuredParts}: entities by exact span or by overlap, assertion of problems, relations, contradictions. */
export type MeasuredPart = (typeof measuredParts)[number];

/** Shares from 0 to 1, with the bounds of the 95 % interval over notes. */
export interface MeasuredScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly low: number;
  readonly high: number;
  readonly right: number;
  readonly found: number;
  readonly gold: number;
}

/** Checks of statements: how many, with the right label of three, and among those with a verdict other than neutral. */
export interface MeasuredStatements {
  readonly asked: number;
  readonly right: number;
  readonly decided: number;
  readonly decidedRight: number;
  /** The bounds of the 95 % interval of the accuracy, over notes. */
  readonly low: number;
  readonly high: number;
}

/** From which probability on, after calibration, what a model says is shown. */
export interface MeasuredThresholds {
  readonly relation?: number;
  readonly contradiction?: number;
  /** For a statement that is checked. */
  readonly evidence?: number;
  /** Against it. */
  readonly refutation?: number;
}

/** What has probabilities that can be calibrated. */
export const calibratedParts = ['entities', 'relations', 'contradictions', 'evidence'] as const;
export type CalibratedPart = (typeof calibratedParts)[number];

/**
 * How often a model is right where it gives a probability p: σ(slope · logit p + offset). A slope of 0: the model gives
 * no probabilities, and the share that was right stands for them.
 */
export interface Calibration {
  readonly slope: number;
  readonly offset: number;
}

/** How well a model reads the notes that come with BioNote, on this machine. Holds nothing of any note. */
export interface Measurement {
  readonly engine: 'ollama' | 'embedded' | 'openai';
  readonly model: string;
  readonly digest: string;
  readonly dialect: string;
  /** Versions of the prompts: with others the figures say nothing. */
  readonly prompts: string;
  /** ISO 8601. */
  readonly at: string;
  /** Name of the schema that was asked for. */
  readonly schema: string;
  /** `fitted`: the development notes that thresholds were fitted on, 0: none were; `measured`: those of the figures. */
  readonly notes: { readonly fitted: number; readonly measured: number; readonly set: 'dev' | 'test' };
  readonly wordsPerSecond: number;
  readonly scores: Readonly<Record<MeasuredPart, MeasuredScore>>;
  readonly statements: MeasuredStatements;
  /** Pieces of work without a usable answer. */
  readonly unusable: number;
  /** Whether the engine holds the model to the form of its answers. */
  readonly bindsSchema: boolean;
  /** Whether probabilities of tokens come, or an encoder's. */
  readonly probabilities: boolean;
  /** `none`: the model does not think before it answers; `off`: it can, and did not; `on`: it did although asked not to. */
  readonly thinking: 'none' | 'off' | 'on';
  readonly thresholds: MeasuredThresholds;
  readonly calibration: Readonly<Partial<Record<CalibratedPart, Calibration>>>;
}

/** In a word, how good a model is at something. */
export type Grade = 'good' | 'fair' | 'poor';

/** What is told of a measurement where models are chosen. */
export interface MeasurementSummary {
  /** ISO 8601. */
  readonly at: string;
  readonly entities: Grade;
  readonly relations: Grade;
  readonly contradictions: Grade;
  readonly statements: Grade;
  /** Of how many notes. */
  readonly notes: number;
  /** Measured with other prompts than those in use, so the figures no longer hold. */
  readonly isOutdated: boolean;
}

/**
 * A measurement in words. Entities by F1 of overlapping spans (good from .80, fair from .60), relations by F1 (.60, .40),
 * contradictions by the share of the claims that is right (from .50 on, good with a quarter of all found), statements by
 * accuracy of three labels (.70, .50).
 */
export function summaryOfMeasurement(
  { at, scores, statements, notes }: Measurement,
  isOutdated: boolean,
): MeasurementSummary {
  const { overlap, relations, contradictions } = scores;
  const isRight = contradictions.found > 0 && contradictions.precision >= 0.5;
  return {
    at,
    entities: graded(overlap.f1, 0.8, 0.6),
    relations: graded(relations.f1, 0.6, 0.4),
    contradictions: isRight ? graded(contradictions.recall, 0.25, 0) : 'poor',
    statements: graded(statements.right / Math.max(1, statements.asked), 0.7, 0.5),
    notes: notes.measured,
    isOutdated,
  };
}

function graded(score: number, good: number, fair: number): Grade {
  return score >= good ? 'good' : score >= fair ? 'fair' : 'poor';
}
