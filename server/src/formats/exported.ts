import type { Span } from '../note/span.js';
import type { Mention, QuotedMention } from '../tasks/ner/entity.js';

/** An entity to write. Its span is absolute and counts UTF-16 code units. */
export interface ExportedEntity extends Mention {
  readonly id: string;
  /** Where the entity is discontinuous: its fragments, in order, within `span`. */
  readonly fragments?: readonly Span[];
  /** Absent: nobody has decided on it. */
  readonly state?: 'proposed' | 'confirmed';
}

/** A relation to write. */
export interface ExportedRelation {
  readonly id: string;
  readonly code: string;
  /** Ids of entities. */
  readonly head: string;
  readonly tail: string;
  readonly probability?: number;
  readonly evidence?: Span;
  readonly state?: 'proposed' | 'confirmed';
}

/** Two statements to write that contradict each other. */
export interface ExportedContradiction {
  readonly premise: Span;
  readonly hypothesis: Span;
  readonly probability?: number;
  readonly cue?: string;
  readonly state?: 'proposed' | 'confirmed';
}

/** The part of an analysis that standoff can hold. */
export interface ExportedAnnotations {
  readonly text: string;
  readonly entities: readonly ExportedEntity[];
  readonly relations: readonly ExportedRelation[];
  readonly contradictions: readonly ExportedContradiction[];
}

/** An analysis to write; a `NoteAnalysis` is one. */
export interface ExportedAnalysis extends ExportedAnnotations {
  /** Pairs of statements that were worth comparing beyond the most that are compared; absent: none. */
  readonly pairsNotCompared?: number;
  readonly unplaced: readonly { readonly sentence: Span; readonly mention: QuotedMention }[];
  readonly failures: readonly { readonly task: string; readonly span: Span; readonly code: string }[];
}

/** Rounds a probability to four decimals, because further ones differ between machines. */
export function rounded(probability: number): number {
  return Math.round(probability * 10_000) / 10_000;
}
