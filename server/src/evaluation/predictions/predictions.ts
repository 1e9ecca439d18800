import type { AnnotatedText, CorpusProblem } from '../../corpora/records.js';
import type { TypedSpan } from '../scores/typed-span.js';
import type { ConceptRelation } from '../tasks/concept-outcome.js';

/** Where in the files of another system something stands. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** A label that another system gave, with its probability where it says one. */
export interface PredictedLabel {
  readonly label: string;
  readonly probability?: number;
  readonly at: Place;
}

/** A mention that another system gave. */
export interface PredictedMention extends TypedSpan {
  readonly at: Place;
}

/** A relation of two concepts that another system gave. */
export interface PredictedRelation extends ConceptRelation {
  readonly at: Place;
}

/**
 * The answers of another system, by what they are about. `undefined` where it says nothing of it, which is not the
 * same as saying that there is nothing. Types and labels are the system's own words.
 */
export interface Predictions {
  mentionsOf(record: AnnotatedText): readonly PredictedMention[] | undefined;
  relationsOf(record: AnnotatedText): readonly PredictedRelation[] | undefined;
  labelOf(id: string): PredictedLabel | undefined;
}

/** Receives what is wrong with a file of predictions. */
export type Report = (problem: CorpusProblem) => void;

/** The names by which a file may speak of a record: its document, its id, and the end of its id. */
export function namesOf({ id, document }: { readonly id: string; readonly document: string }): string[] {
  return [...new Set([document, id, id.slice(id.lastIndexOf('/') + 1)])];
}
