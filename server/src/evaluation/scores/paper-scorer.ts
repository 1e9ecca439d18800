import { corpusTokens } from '../../tasks/ner/corpus-tokens.js';
import { chunksOf } from './bio-tags.js';
import { noCounts, type Counts } from './counts.js';
import { extent, type TypedSpan } from '../../agreement/typed-span.js';

/**
 * The score of Rohanian et al. (2024), only for comparison with their table. Their scorer keeps one label per
 * distinct token: if a token occurs twice in a sentence, the last label counts, in the gold as in the answer.
 * Positions are never compared, and a token missing from the answer counts as `O`. It therefore scores a
 * different gold standard than the corpus has.
 *
 * @returns counts for one sentence and one type, as that scorer would come to them.
 */
export function paperCounts(
  text: string,
  type: string,
  gold: readonly TypedSpan[],
  found: readonly TypedSpan[],
): Counts {
  const words = corpusTokens(text);
  const labelled = (mentions: readonly TypedSpan[]): Map<string, string> => {
    const labels = new Map(words.map((word) => [word.text, 'O']));
    const spans = mentions.filter((mention) => mention.type === type).map(extent);
    for (const word of words) {
      const span = spans.find(({ start, end }) => start <= word.span.start && word.span.end <= end);
      const label = span === undefined ? 'O' : span.start === word.span.start ? 'B' : 'I';
      labels.set(word.text, label);
    }
    return labels;
  };
  const [wanted, given] = [labelled(gold), labelled(found)];
  const goldChunks = chunksOf([...wanted.values()]);
  const foundChunks = chunksOf(Array.from(wanted.keys(), (word) => given.get(word) ?? 'O'));
  const keys = new Set(goldChunks.map(({ first, last }) => `${first}-${last}`));
  const right = foundChunks.filter(({ first, last }) => keys.has(`${first}-${last}`)).length;
  return goldChunks.length + foundChunks.length === 0
    ? noCounts
    : { right, found: foundChunks.length, gold: goldChunks.length };
}
