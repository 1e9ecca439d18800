import type { Span } from '../../note/span.js';

/** The assertion classes of the i2b2 2010 challenge, which models are asked for in words. */
export const promptedAssertions = [
  'present',
  'absent',
  'possible',
  'conditional',
  'hypothetical',
  'family',
] as const;

/** All assertion classes: an encoder also distinguishes past from present problems. */
export const assertions = [...promptedAssertions, 'history'] as const;

export type Assertion = (typeof assertions)[number];

/** A mention as a model named it, before it is placed in the text. */
export interface QuotedMention {
  readonly text: string;
  readonly type: string;
  readonly assertion?: Assertion;
  /**
   * How sure the model was, 0 to 1, from the log-probabilities of its reply. What they are of differs by the form of
   * the reply: of the type, in a list; in groups, of the group or of the least likely token of the quoted words,
   * whichever is less; of the least certain tag, where words are tagged.
   */
  readonly confidence?: number;
  /** Where a dialect that copies its input places it, relative to the sentence; to be checked, not trusted. */
  readonly at?: Span;
}

/** How a quoted mention was found in the text. */
export type Alignment = 'exact' | 'folded' | 'fuzzy';

/** A typed mention with its span, relative to the text it was grounded in. */
export interface Mention {
  readonly span: Span;
  /** Exactly the text at `span`. */
  readonly text: string;
  readonly type: string;
  readonly assertion?: Assertion;
  /** Whether the assertion comes from the model or from a rule on the sentence. */
  readonly assertionSource?: 'model' | 'rule';
  readonly confidence?: number;
  readonly alignment: Alignment;
}
