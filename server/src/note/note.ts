import type { Span } from './span.js';

/**
 * A sentence of a note, the unit that a model reads. Its span has no white space at either end, and `text` is
 * exactly the note's text at that span.
 */
export interface Sentence {
  readonly span: Span;
  readonly text: string;
  /** Index into {@link Note.sections}. */
  readonly section: number;
}

/** A titled part of a note, such as "Assessment and Plan"; text before the first heading has no title. */
export interface Section {
  /** From the start of the heading to the start of the next heading. */
  readonly span: Span;
  readonly title: string | undefined;
  /** The span of the heading; absent if there is no title. */
  readonly heading: Span | undefined;
}

/**
 * A clinical or biomedical text, divided into sections and sentences. Immutable: an edit creates a new note.
 */
export interface Note {
  readonly uri: string;
  /** The version of the text document it was parsed from. */
  readonly version: number;
  readonly text: string;
  readonly sections: readonly Section[];
  readonly sentences: readonly Sentence[];
}
