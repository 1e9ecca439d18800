import { shifted, type Span } from '../note/span.js';

/** A mention, identified by its sentence, so it moves with the text; the span is relative to the sentence. */
export interface LinkedMention {
  readonly sentence: string;
  readonly span: Span;
}

/**
 * What is known about a note only because the user asked: it is not read again on its own, and is dropped as
 * sentences go.
 */
export class AskedResults {
  chains: readonly (readonly LinkedMention[])[] = [];
  /** Statements of two statuses of one drug, the earlier first. */
  conflicts: readonly { readonly premise: string; readonly hypothesis: string }[] = [];

  /** The current chains of two or more mentions. */
  chainsIn(document: { spanOf(sentence: string): Span | undefined }): Span[][] {
    return this.chains
      .map((chain) =>
        chain.flatMap(({ sentence, span }) => {
          const home = document.spanOf(sentence);
          return home ? [shifted(span, home.start)] : [];
        }),
      )
      .filter((chain) => chain.length > 1);
  }

  clear(): void {
    this.chains = [];
    this.conflicts = [];
  }
}
