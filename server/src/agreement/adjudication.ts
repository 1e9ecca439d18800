import type { Matters } from './matter.js';
import { fragmentsOf } from '../formats/brat-lines.js';
import type { DocumentEntity } from '../formats/document.js';
import type { ReviewedNote } from '../review/reviewed-note.js';
import type { Annotator } from './annotator.js';
import { contradictionMatters } from './contradiction-matters.js';
import { MentionMatters } from './mention-matters.js';
import { relationMatters } from './relation-matters.js';

/**
 * What annotators of a note agree on, and where they differ, without what the gold settles: what it has, and what was
 * decided against. A relation follows its ends: where these are decided in one annotator's way, it is between those.
 */
export function adjudicationOf(given: readonly Annotator[], gold: ReviewedNote): Matters {
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
