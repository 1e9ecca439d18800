import { countByType, type CountsByType } from './by-type.js';
import { distinct, keyOf, type TypedSpan } from '../../agreement/typed-span.js';

/**
 * Exact match of one text: a mention is right if type and all boundaries match. This is the score of CoNLL
 * 2003 (Tjong Kim Sang and De Meulder 2003) and of `seqeval`. Repetitions on either side count once. A
 * discontinuous gold mention is only found by one with the same fragments.
 */
export function strictCounts(gold: readonly TypedSpan[], found: readonly TypedSpan[]): CountsByType {
  const [wanted, given] = [distinct(gold), distinct(found)];
  const keys = new Set(wanted.map(keyOf));
  return countByType(
    given.filter((mention) => keys.has(keyOf(mention))).map(({ type }) => type),
    given.map(({ type }) => type),
    wanted.map(({ type }) => type),
  );
}
