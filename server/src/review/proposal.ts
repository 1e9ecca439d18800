import type { OffsetMap } from '../formats/code-points.js';
import type { Note } from '../note/note.js';
import type { Span } from '../note/span.js';
import type { SentenceIdentity } from './sentence-identity.js';

/** What a model found, with its span in the note. */
export interface Proposal {
  readonly span: Span;
  readonly text: string;
  readonly type: string;
  readonly assertion?: string;
  readonly confidence?: number;
  /** In order; absent where it is all of the span. */
  readonly fragments?: readonly Span[];
  /** The annotators who said it, where it is none of a model's. */
  readonly proposedBy?: readonly string[];
}

/** A note with what places a proposal in it. */
export interface MeasuredNote {
  readonly note: Note;
  readonly offsets: OffsetMap;
  /** Of the note's sentences, in their order. */
  readonly identities: readonly SentenceIdentity[];
}
