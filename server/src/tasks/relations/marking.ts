import type { Span } from '../../note/span.js';
import type { Mention } from '../ner/entity.js';
import { splitWords } from '../ner/words.js';

/** A sentence cut at two mentions, in the order of the text. */
export interface CutSentence {
  readonly before: string;
  readonly first: Mention;
  readonly between: string;
  readonly second: Mention;
  readonly after: string;
}

/**
 * How many words are kept on either side of the pair: a run-on sentence must not fill the context, and the
 * starter model was trained on sentences of up to 110 words.
 */
export const wordsAround = 40;

/**
 * Cuts `sentence` at the two mentions and keeps at most {@link wordsAround} words on each outer side. If the text
 * between them is longer than twice that, its two ends are kept.
 *
 * @param a span relative to `sentence`; it must not overlap that of `b`.
 */
export function cutAt(sentence: string, a: Mention, b: Mention): CutSentence {
  const [first, second] = a.span.start <= b.span.start ? [a, b] : [b, a];
  const between = sentence.slice(first.span.end, second.span.start);
  return {
    before: lastWords(sentence.slice(0, first.span.start)),
    first,
    between:
      splitWords(between).length > 2 * wordsAround
        ? `${firstWords(between)} … ${lastWords(between)}`
        : between,
    second,
    after: firstWords(sentence.slice(second.span.end)),
  };
}

/** The placeholder for a mention in the seeds' formats: `@problem$`. */
export function markerOf(mention: Mention): string {
  return `@${mention.type}$`;
}

function firstWords(text: string): string {
  const last: Span | undefined = splitWords(text)[wordsAround - 1]?.span;
  return last === undefined ? text : text.slice(0, last.end);
}

function lastWords(text: string): string {
  const words = splitWords(text);
  const first = words[words.length - wordsAround];
  return first === undefined ? text : text.slice(first.span.start);
}
