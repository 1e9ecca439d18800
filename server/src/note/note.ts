import type { Span } from './span.js';

/**
 * A sentence of a note: the unit that a model reads. Its span holds no white space at either end and
 * `text` is exactly the note's text at that span.
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
  /** The heading's own characters, absent where there is no title. */
  readonly heading: Span | undefined;
}

/** A clinical or biomedical text, divided. Immutable: an edit makes another note. */
export interface Note {
  readonly uri: string;
  /** The version of the text document that it was read from. */
  readonly version: number;
  readonly text: string;
  readonly sections: readonly Section[];
  readonly sentences: readonly Sentence[];
}
