import { overlaps } from '../../note/span.js';
import { countByType, type CountsByType } from './by-type.js';
import { distinct, extent, type TypedSpan } from '../../agreement/typed-span.js';

/**
 * Overlap match of one text: a mention is right if it shares a character with a gold mention of its type that
 * no earlier mention has claimed, in text order. One long answer over three gold mentions finds one of them. A
 * discontinuous mention counts from its first to its last character.
 */
export function relaxedCounts(gold: readonly TypedSpan[], found: readonly TypedSpan[]): CountsByType {
  const wanted = inOrder(distinct(gold));
  const given = inOrder(distinct(found));
  const taken = new Set<TypedSpan>();
  const right = given.filter((mention) => {
    const match = wanted.find(
      (one) => !taken.has(one) && one.type === mention.type && overlaps(extent(one), extent(mention)),
    );
    return match !== undefined && taken.add(match);
  });
  return countByType(
    right.map(({ type }) => type),
    given.map(({ type }) => type),
    wanted.map(({ type }) => type),
  );
}

function inOrder(mentions: readonly TypedSpan[]): TypedSpan[] {
  return mentions
    .map((mention) => ({ mention, span: extent(mention) }))
    .sort((a, b) => a.span.end - b.span.end || a.span.start - b.span.start)
    .map(({ mention }) => mention);
}
