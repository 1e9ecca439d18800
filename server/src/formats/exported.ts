import type { Span } from '../note/span.js';
import type { Mention, QuotedMention } from '../tasks/ner/entity.js';

/** An entity as the formats write it: spans are UTF-16 and absolute. */
export interface ExportedEntity extends Mention {
  readonly id: string;
}

/** A relation as the formats write it. */
export interface ExportedRelation {
  readonly id: string;
  readonly code: string;
  /** Ids of entities. */
  readonly head: string;
  readonly tail: string;
  readonly probability?: number;
  readonly evidence?: Span;
}

/** Two statements that contradict each other, as the formats write them. */
export interface ExportedContradiction {
  readonly premise: Span;
  readonly hypothesis: Span;
  readonly probability?: number;
  readonly cue: string;
}

/** What standoff can hold of an analysis. */
export interface ExportedAnnotations {
  readonly text: string;
  readonly entities: readonly ExportedEntity[];
  readonly relations: readonly ExportedRelation[];
  readonly contradictions: readonly ExportedContradiction[];
}

/** An analysis as the formats take it; a `NoteAnalysis` is one. */
export interface ExportedAnalysis extends ExportedAnnotations {
  readonly unplaced: readonly { readonly sentence: Span; readonly mention: QuotedMention }[];
  readonly failures: readonly { readonly task: string; readonly span: Span; readonly code: string }[];
}

/** A probability with four decimals: more would only differ from machine to machine. */
export function rounded(probability: number): number {
  return Math.round(probability * 10_000) / 10_000;
}
