/** What the panel, the graph and the lines after a line show of a note, and how the client asks for it. */
import type { ReviewProgress } from './review.js';
import type { Range } from 'vscode-languageserver-types';
import type { NoteAnnotations } from './annotations.js';

/**
 * Everything that is known of a note now, from the last snapshot; no model is asked. `null` for a document that is
 * not analyzed.
 */
export const FindingsRequest = { method: 'bionote/findings' } as const;
export interface FindingsParams {
  readonly uri: string;
}

/** Says that what {@link FindingsRequest} answers for a note may have changed. */
export const FindingsChangedNotification = { method: 'bionote/findingsChanged' } as const;
export type FindingsChangedParams = FindingsParams;

/**
 * Analyzes a text that is not open in the editor, after everything that is, and forgets it. What the cache holds of it
 * costs nothing, so an interrupted run over a folder goes on where it stopped.
 */
export const AnalyzeTextRequest = { method: 'bionote/analyzeText' } as const;
export interface AnalyzeTextParams {
  /** The address that the answer is to bear. */
  readonly uri: string;
  readonly text: string;
}
export interface AnalyzeTextResult {
  readonly findings: NoteFindings;
  /** Pieces of work without a usable result. */
  readonly failed: number;
}

/** Texts are one line of characters that can be seen, safe for a list. Ranges are of the document at `version`. */
export interface NoteFindings {
  readonly uri: string;
  readonly version: number;
  /** The types of the active schema, in order. */
  readonly types: NoteAnnotations['types'];
  /** In the order of the text. */
  readonly entities: readonly FoundEntity[];
  readonly relations: readonly FoundRelation[];
  readonly contradictions: readonly FoundContradiction[];
  /** How far its review has come; absent if nobody has begun one. */
  readonly review?: ReviewProgress;
  /** Why nothing can be decided on the note, in a sentence for the user. */
  readonly reviewProblem?: string;
}
/** Whether a person confirmed it; absent in a note that nobody has begun to review. */
export type FindingState = 'proposed' | 'confirmed';

export interface FoundEntity {
  readonly id: string;
  readonly range: Range;
  readonly text: string;
  readonly type: string;
  readonly assertion?: string;
  /** From 0 to 1; absent if the model gives none. */
  readonly confidence?: number;
  readonly state?: FindingState;
  /** The same for mentions of the same type and words; another in another schema. */
  readonly concept: string;
}
export interface FoundRelation {
  readonly id: string;
  readonly code: string;
  /** What the code stands for. */
  readonly gloss: string;
  /** Ids of entities. */
  readonly head: string;
  readonly tail: string;
  readonly probability?: number;
  /** The sentence, or the two sentences, that it was read from. */
  readonly evidence: FoundText;
  readonly state?: FindingState;
}
export interface FoundContradiction {
  readonly key: string;
  readonly premise: FoundText;
  readonly hypothesis: FoundText;
  readonly probability?: number;
  readonly state?: FindingState;
}
export interface FoundText {
  readonly range: Range;
  readonly text: string;
}
