import type { AnnotatedText, CorpusProblem } from '../../corpora/records.js';
import type { TypedSpan } from '../../agreement/typed-span.js';
import type { ConceptRelation } from '../tasks/concept-outcome.js';

/** A position in the files of another system. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** A label from another system, with its probability if there is one. */
export interface PredictedLabel {
  readonly label: string;
  readonly probability?: number;
  readonly at: Place;
}

/** A mention from another system. */
export interface PredictedMention extends TypedSpan {
  readonly at: Place;
}

/** A relation of two concepts from another system. */
export interface PredictedRelation extends ConceptRelation {
  readonly at: Place;
}

/**
 * The answers of another system, by what they are about. `undefined` if it says nothing about something, which
 * differs from saying that there is nothing. Types and labels are the system's own names.
 */
export interface Predictions {
  mentionsOf(record: AnnotatedText): readonly PredictedMention[] | undefined;
  relationsOf(record: AnnotatedText): readonly PredictedRelation[] | undefined;
  labelOf(id: string): PredictedLabel | undefined;
}

/** Receives problems in a file of predictions. */
export type Report = (problem: CorpusProblem) => void;

/** The names by which a file may speak of a record: its document, its id, and the end of its id. */
export function namesOf({ id, document }: { readonly id: string; readonly document: string }): string[] {
  return [...new Set([document, id, id.slice(id.lastIndexOf('/') + 1)])];
}
