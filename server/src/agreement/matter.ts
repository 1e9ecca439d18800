import type { Span } from '../note/span.js';
import type { AnnotatorsFinding } from '../review/annotators-finding.js';
import type { DisagreementKind } from './disagreements.js';

/** One of the ways in which a disagreement can be decided. */
export interface Option {
  readonly finding: AnnotatorsFinding;
  /** Whether the gold has it already. */
  readonly inGold: boolean;
}

/** One thing that annotators say something about, as far as the gold does not settle it. */
export interface Matter {
  readonly kind: DisagreementKind | 'contradiction';
  /** From the first to the last code unit that is in question, UTF-16. */
  readonly span: Span;
  /** What is said, each once. */
  readonly options: readonly Option[];
  /** Those who say nothing here. */
  readonly silent: readonly string[];
  /** Whether more than one option can be taken: one mention has one assertion. */
  readonly combinable: boolean;
}

/** What is left to do on the way to a gold: on the whole, or for one kind of annotation. */
export interface Matters {
  /** What all annotators say alike and the gold does not have. */
  readonly agreed: readonly AnnotatorsFinding[];
  /** What they do not, in the order of the text. */
  readonly open: readonly Matter[];
  /** Disagreements that somebody has decided. */
  readonly decided: number;
  /** Relations on which nothing can be said before their ends are decided. */
  readonly waiting: number;
}
