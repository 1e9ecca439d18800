import type { Span } from '../note/span.js';
import type { Mention, QuotedMention } from '../tasks/ner/entity.js';
import type { TaskName } from '../tasks/task.js';

/** Whether a person confirmed it; absent in a note that nobody has begun to review. */
export type FindingState = 'proposed' | 'confirmed';

/** A mention in a note: its span is absolute. */
export interface Entity extends Mention {
  /** Unique in a snapshot; the same across edits that do not touch the sentence. */
  readonly id: string;
  /** Index into the note's sentences. */
  readonly sentence: number;
  /** Of a discontinuous one that a person confirmed: its pieces, in order, within `span`. */
  readonly fragments?: readonly Span[];
  readonly state?: FindingState;
}

/** A typed, directed relation between two entities of a note. */
export interface Relation {
  readonly id: string;
  readonly code: string;
  readonly gloss: string;
  /** Ids of entities in the same snapshot. */
  readonly head: string;
  readonly tail: string;
  readonly probability?: number;
  /** The sentence, or the two sentences, that it was read from. */
  readonly evidence: Span;
  readonly state?: FindingState;
}

/** Two statements of a note that contradict each other according to the model. */
export interface Contradiction {
  /** Made from the text of both statements, so "ignore" survives restarts and edits elsewhere. */
  readonly key: string;
  readonly premise: Span;
  readonly hypothesis: Span;
  readonly probability?: number;
  /** What made the pair a candidate, such as `assertion` or `laterality`. */
  readonly cue: string;
  readonly state?: FindingState;
}

/** A mention that the model reported but its sentence does not contain. */
export interface Unplaced {
  readonly sentence: Span;
  readonly mention: QuotedMention;
}

/** A unit of work without a usable result. */
export interface FailedUnit {
  readonly task: Extract<TaskName, 'ner' | 'relations' | 'nli'>;
  /** The sentence, or the hypothesis of a pair. */
  readonly span: Span;
  /** A {@link ModelErrorCode} or a reply problem's code. */
  readonly code: string;
}

/** The progress of a note's analysis. */
export interface Progress {
  readonly state: 'off' | 'waiting' | 'running' | 'done' | 'failed';
  /** Units of work: sentences for entities, pairs for relations and NLI. */
  readonly total: number;
  readonly finished: number;
}

/**
 * Everything known about a note at one version of its text. Immutable. Spans refer to that version. After an edit
 * the store makes a new snapshot at once, in which every untouched span has moved.
 */
export interface NoteAnalysis {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  /** In order of start, longer first where they start together. */
  readonly entities: readonly Entity[];
  readonly relations: readonly Relation[];
  readonly contradictions: readonly Contradiction[];
  /** How many pairs of statements were worth comparing beyond the most that may be compared; absent: none. */
  readonly pairsNotCompared?: number;
  /** Mentions of one thing each, where they were linked because somebody asked; absent: none. */
  readonly chains?: readonly (readonly Span[])[];
  readonly unplaced: readonly Unplaced[];
  readonly failures: readonly FailedUnit[];
  readonly progress: Progress;
}
