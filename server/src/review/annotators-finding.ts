import type { Span } from '../note/span.js';

/** A mention as an annotator marked it. Fragments are in order and count UTF-16 code units of the note. */
export interface MarkedMention {
  readonly fragments: readonly Span[];
  readonly type: string;
  readonly assertion?: string;
}

/** What annotators say of a note, and which of them, by their names. */
export type AnnotatorsFinding = { readonly by: readonly string[] } & (
  | { readonly kind: 'mention'; readonly mention: MarkedMention }
  | {
      readonly kind: 'relation';
      readonly code: string;
      readonly head: MarkedMention;
      readonly tail: MarkedMention;
    }
  | { readonly kind: 'contradiction'; readonly premise: Span; readonly hypothesis: Span }
);
