import type { Span } from '../note/span.js';
import type { Alignment, Assertion } from '../tasks/ner/entity.js';

/** What became of an annotation: `proposed` by a model, or confirmed by a person in one of three ways. */
export const reviewStates = ['proposed', 'accepted', 'corrected', 'added'] as const;

export type ReviewState = (typeof reviewStates)[number];

/** An entity of a document. */
export interface DocumentEntity {
  /** Unique in its document. */
  readonly id: string;
  readonly type: string;
  /** In order, not empty, not overlapping, UTF-16; more than one where the entity is discontinuous. */
  readonly spans: readonly [Span, ...Span[]];
  readonly assertion?: Assertion;
  readonly assertionSource?: 'model' | 'rule';
  /** From 0 to 1. */
  readonly confidence?: number;
  /** The model that proposed it, where it is another than the document's, or the person who said it. */
  readonly source?: string;
  readonly review?: ReviewState;
  readonly alignment?: Alignment;
}

/** A directed relation; `head` and `tail` are ids of entities of the same document. */
export interface DocumentRelation {
  readonly id: string;
  readonly type: string;
  readonly head: string;
  readonly tail: string;
  readonly probability?: number;
  readonly evidence?: Span;
  readonly review?: ReviewState;
}

/** Two statements that contradict each other. */
export interface DocumentContradiction {
  readonly premise: Span;
  readonly hypothesis: Span;
  readonly probability?: number;
  readonly cue?: string;
  readonly review?: ReviewState;
}

/** What all writers take and all readers give: a text and what is annotated in it. Spans count UTF-16 code units. */
export interface AnnotatedDocument {
  /** The note's place in its folder, with `/` and without an extension. */
  readonly id: string;
  readonly text: string;
  readonly schema?: string;
  readonly engine?: string;
  readonly model?: string;
  readonly entities: readonly DocumentEntity[];
  readonly relations: readonly DocumentRelation[];
  readonly contradictions: readonly DocumentContradiction[];
}

/** What was read, and what could not be; a message holds nothing of the text. */
export interface ReadDocuments {
  readonly value: readonly AnnotatedDocument[];
  readonly problems: readonly ReadProblem[];
}

export interface ReadProblem {
  /** Line of the file, from 1, where the format has lines. */
  readonly line?: number;
  /** The document that it belongs to, if it is known. */
  readonly document?: string;
  readonly message: string;
}

/** From the start of the first fragment to the end of the last. */
export function extentOf({ spans }: DocumentEntity): Span {
  return { start: spans[0].start, end: (spans.at(-1) ?? spans[0]).end };
}

/** The words of an entity, its fragments joined by a space. */
export function wordsOf(text: string, { spans }: DocumentEntity): string {
  return spans.map(({ start, end }) => text.slice(start, end)).join(' ');
}
