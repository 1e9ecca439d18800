import type { QuotedMention } from './entity.js';
import type { WordLabel } from './copies.js';
import type { Word } from './words.js';

interface LabelRun {
  readonly type: string;
  readonly first: number;
  last: number;
  readonly probabilities: (number | undefined)[];
}

/**
 * Joins labelled words (`B-type`, `I-type`, `O`, or unknown) to mentions. An `I` that continues nothing opens a
 * mention, and so does a change of type. Unknown punctuation inside a mention is bridged, as models drop commas;
 * an unknown word ends it.
 *
 * A mention's confidence is that of its least certain tag: a long mention is not less certain for being long.
 */
export function joinLabels(
  sentence: string,
  words: readonly Word[],
  labels: readonly WordLabel[],
): QuotedMention[] {
  const runs: LabelRun[] = [];
  let open: LabelRun | undefined;
  for (const [i, word] of words.entries()) {
    const label = labels[i];
    if (label === undefined) {
      if (/[\p{L}\p{N}]/u.test(word.text)) open = undefined;
      continue;
    }
    const [, part, type] = /^([BI])-(.+)$/u.exec(label.label) ?? [];
    if (part === undefined || type === undefined) {
      open = undefined;
      continue;
    }
    if (part === 'I' && open?.type === type) {
      open.last = i;
      open.probabilities.push(label.probability);
    } else {
      open = { type, first: i, last: i, probabilities: [label.probability] };
      runs.push(open);
    }
  }
  return runs.map((run) => mentionOf(sentence, words, run));
}

function mentionOf(
  sentence: string,
  words: readonly Word[],
  { type, first, last, probabilities }: LabelRun,
): QuotedMention {
  const at = { start: words[first]?.span.start ?? 0, end: words[last]?.span.end ?? 0 };
  const known = probabilities.filter((probability) => probability !== undefined);
  return {
    text: sentence.slice(at.start, at.end),
    type,
    ...(known.length === probabilities.length && { confidence: Math.min(...known) }),
    at,
  };
}
