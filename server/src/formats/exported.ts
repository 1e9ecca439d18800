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

/** What standoff can hold of an analysis. */
export interface ExportedAnnotations {
  readonly text: string;
  readonly entities: readonly ExportedEntity[];
  readonly relations: readonly ExportedRelation[];
}

/** An analysis as the formats take it; a `NoteAnalysis` is one. */
export interface ExportedAnalysis extends ExportedAnnotations {
  readonly contradictions: readonly {
    readonly premise: Span;
    readonly hypothesis: Span;
    readonly probability?: number;
    readonly cue: string;
  }[];
  readonly unplaced: readonly { readonly sentence: Span; readonly mention: QuotedMention }[];
  readonly failures: readonly { readonly task: string; readonly span: Span; readonly code: string }[];
}
