import type { CorpusProblem, Split } from '../../corpora/records.js';
import type { CallTotals } from '../asking/meter.js';
import type { Interval } from '../scores/bootstrap.js';
import type { ScoresByType } from '../scores/by-type.js';
import type { Calibration } from '../scores/calibration.js';
import type { Counts } from '../scores/counts.js';
import type { LabelScores } from '../scores/labels.js';
import type { PairedComparison } from '../scores/paired.js';
import type { Task } from '../sets/data-set.js';

/** A complete evaluation, as in its JSON file. Incompatible changes increase `version`. */
export interface EvaluationReport {
  readonly format: 'bionote-evaluation';
  readonly version: 1;
  readonly system: System;
  /** ISO 8601, when the report was made. */
  readonly date: string;
  /** Seed of the samples and the resampling. */
  readonly seed: number;
  readonly sets: readonly SetReport[];
}

/** What was measured. */
export interface System {
  readonly name: string;
  /** Absent if predictions of another system were read, or keywords answered. */
  readonly model?: {
    readonly engine: string;
    readonly name: string;
    readonly digest: string;
    readonly dialect: string;
    readonly parameterSize?: string;
    readonly quantization?: string;
  };
  /** Files that predictions were read from. */
  readonly predictions?: string;
  /** The keyword baseline answered; no system was asked. */
  readonly keywords?: true;
}

/** One data set. */
export interface SetReport {
  readonly name: string;
  readonly split: Split;
  readonly kind: Task['kind'];
  readonly remarks: readonly string[];
  readonly selection: Selection;
  readonly problems: ProblemSummary;
  /** Why nothing was measured. */
  readonly skipped?: string;
  readonly entities?: EntityScores;
  readonly relations?: RelationScores;
  /** Of inference, and of questions with answers to choose from. */
  readonly inference?: InferenceScores;
  readonly notes?: NoteScores;
  readonly run?: RunFacts;
  /** A sample of the errors. */
  readonly errors: readonly ReadableError[];
  /** Contribution of each document to the main score, so that two reports can be compared. */
  readonly documents: readonly DocumentCounts[];
  readonly comparison?: Comparison;
}

/** Which records of the part were measured. */
export interface Selection {
  readonly records: number;
  readonly of: number;
  readonly documents: number;
  readonly how: 'all' | 'first' | 'sample';
}

/** Problems in the files, the first ones in full. */
export interface ProblemSummary {
  readonly total: number;
  readonly byCode: Readonly<Record<string, number>>;
  readonly first: readonly CorpusProblem[];
}

export interface Bounded {
  readonly value: number;
  readonly interval: Interval;
}

export interface EntityScores {
  readonly strict: ScoresByType;
  readonly f1: Bounded;
  readonly groups: readonly { readonly name: string; readonly scores: ScoresByType }[];
  readonly relaxed: ScoresByType;
  readonly mentionSets: ScoresByType;
  /**
   * On mentions that do not occur in the training and development parts of the corpus; absent if it has none.
   */
  readonly unseen?: ScoresByType;
  /** By type, with the scorer of the papers and its defects. */
  readonly paper: ScoresByType;
  readonly unplaced: number;
  readonly unread: number;
  readonly calibration?: Calibration;
}

export interface RelationScores {
  /** Without the negative class; the main score. */
  readonly positive: ScoresByType;
  readonly f1: Bounded;
  /** All classes; absent if only related concepts are listed. */
  readonly labels?: LabelScores;
  /** Gold relations that could not be asked about; they count as missed in F1, and `labels` leaves them out. */
  readonly unasked: number;
  /** For the answers that the editor shows; absent if answers have no probability, or no model was asked. */
  readonly shown?: ShownRelations;
  readonly calibration?: Calibration;
}

/** Scores of relations without the negative class, if those below a probability are not shown. */
export interface ShownRelations {
  readonly from: number;
  readonly scores: ScoresByType;
}

export interface InferenceScores {
  readonly labels: LabelScores;
  readonly accuracy: Bounded;
  /** For units whose answer is one of the corpus's labels; equal to all units if every judgement is. */
  readonly decided: { readonly units: number; readonly accuracy: number };
  readonly groups: readonly { readonly name: string; readonly units: number; readonly accuracy: number }[];
  readonly calibration?: Calibration;
}

/** Scores of what is written, linked, listed, classified or cited. */
export interface NoteScores {
  /** What the main score is called. */
  readonly score: string;
  readonly main: Bounded;
  readonly figures: readonly {
    readonly name: string;
    readonly value: number;
    readonly interval?: Interval;
  }[];
  /** Figures for each type, and what a type is here. */
  readonly types?: { readonly name: string; readonly scores: ScoresByType };
  readonly counts: Readonly<Record<string, number>>;
}

/** What a run cost, and what was unusable. */
export interface RunFacts extends CallTotals {
  /** Units without a usable answer, by code. */
  readonly failures: Readonly<Record<string, number>>;
  /** For the words that calls asked about. */
  readonly secondsPer1000Words: number;
}

/** An error, for display. */
export type ReadableError =
  | {
      readonly kind: 'entities';
      readonly id: string;
      readonly text: string;
      readonly gold: readonly MarkedSpan[];
      readonly found: readonly MarkedSpan[];
    }
  | {
      readonly kind: 'label';
      readonly id: string;
      readonly texts: readonly string[];
      readonly gold: string;
      readonly answer: string;
      readonly probability?: number;
    }
  | {
      readonly kind: 'concepts';
      readonly id: string;
      readonly missed: readonly string[];
      readonly wrong: readonly string[];
    };

export interface MarkedSpan {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

export interface DocumentCounts extends Counts {
  readonly document: string;
}

/** This system compared with that of an earlier report. */
export interface Comparison {
  readonly with: string;
  readonly score: string;
  readonly result: PairedComparison;
}
