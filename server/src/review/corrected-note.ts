import { overlaps } from '../note/span.js';
import type { BratEntity } from '../formats/brat-reader.js';
import type { CorrectedNote } from '../tasks/ner/corrected-note.js';
import { promptedAssertions, type Assertion } from '../tasks/ner/entity.js';
import type { NerExample } from '../tasks/schema.js';
import type { ReviewedNote } from './reviewed-note.js';

export type { CorrectedNote };

/** Longer sentences, in UTF-16 code units, and fuller ones make a prompt slow. */
const most = { sentence: 300, entities: 20 } as const;

/**
 * Takes the sentences that somebody said were reviewed: in others, what is not marked may be there all the same. A
 * sentence is left out if one of its entities is in several parts or reaches out of it, because it could not be quoted.
 */
export function correctedNote({ note, confirmed, reviewedSentences }: ReviewedNote): CorrectedNote {
  const examples = note.sentences.flatMap(({ text, span }, index): NerExample[] => {
    if (!reviewedSentences.has(index)) return [];
    const sentence = spaced(text);
    const own = confirmed
      .filter((entity) => overlaps(entity.span, span))
      .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
    const isQuotable = own.every(
      (entity) =>
        entity.fragments.length === 1 && entity.span.start >= span.start && entity.span.end <= span.end,
    );
    if (!isQuotable || sentence.length > most.sentence || own.length > most.entities) return [];
    return [{ sentence, entities: own.map(quoted) }];
  });
  return { types: new Set(confirmed.map(({ type }) => type)), examples };
}

function quoted({ text, type, assertion }: BratEntity): NerExample['entities'][number] {
  return { text: spaced(text), type, ...(isPrompted(assertion) && { assertion }) };
}

/** A model is asked for no history; in its terms it is present. */
function isPrompted(assertion: Assertion | undefined): assertion is Assertion {
  return promptedAssertions.some((each) => each === assertion);
}

function spaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
