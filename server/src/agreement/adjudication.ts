import { fragmentsOf } from '../formats/brat-lines.js';
import type { DocumentEntity } from '../formats/document.js';
import type { Span } from '../note/span.js';
import type { AnnotatorsFinding } from '../review/annotators-finding.js';
import type { ReviewedNote } from '../review/reviewed-note.js';
import type { Annotator } from './annotator.js';
import { contradictionMatters } from './contradiction-matters.js';
import type { DisagreementKind } from './disagreements.js';
import { MentionMatters } from './mention-matters.js';
import { relationMatters } from './relation-matters.js';

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

/** What is left to do on the way to a gold. */
export interface Adjudication {
  /** What all annotators say alike and the gold does not have. */
  readonly agreed: readonly AnnotatorsFinding[];
  /** What they do not, in the order of the text. */
  readonly open: readonly Matter[];
  /** Disagreements that somebody has decided. */
  readonly decided: number;
  /** Relations on which nothing can be said before their ends are decided. */
  readonly waiting: number;
}

/** Matters as one kind of annotation has them. */
export type Matters = Adjudication;

/**
 * What annotators of a note agree on, and where they differ, without what the gold settles: what it has, and what was
 * decided against. A relation follows its ends: where these are decided in one annotator's way, it is between those.
 */
export function adjudicationOf(given: readonly Annotator[], gold: ReviewedNote): Adjudication {
  const annotators = given.map((annotator) => inWrittenParts(annotator, gold.note.text));
  const mentions = new MentionMatters(annotators, gold);
  const parts = [
    mentions.matters,
    relationMatters(annotators, gold, mentions),
    contradictionMatters(annotators, gold),
  ];
  const sum = (count: (part: Matters) => number): number => parts.reduce((all, part) => all + count(part), 0);
  return {
    agreed: parts.flatMap(({ agreed }) => agreed),
    open: parts
      .flatMap(({ open }) => open)
      .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
    decided: sum(({ decided }) => decided),
    waiting: sum(({ waiting }) => waiting),
  };
}

/**
 * An annotator's mentions as standoff is written: in parts between line ends, without white space around them. Tools
 * differ in that, which is no disagreement. What is nothing but white space is left out.
 */
function inWrittenParts(annotator: Annotator, text: string): Annotator {
  const entities = annotator.entities.flatMap((entity): DocumentEntity[] => {
    const [first, ...others] = entity.spans.flatMap((span) => fragmentsOf(text, span));
    return first ? [{ ...entity, spans: [first, ...others] }] : [];
  });
  return { ...annotator, entities };
}
