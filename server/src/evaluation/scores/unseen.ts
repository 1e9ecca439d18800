import { strictCounts } from './strict.js';
import type { CountsByType } from './by-type.js';
import { surface, type TypedSpan } from '../../agreement/typed-span.js';

/** The names of each type that the training parts of a corpus hold, folded by {@link surface}. */
export type SeenNames = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Exact match on mentions unseen in training: of the gold and of the answers, only mentions count whose words
 * do not occur as a training mention of the same type.
 */
export function unseenCounts(
  text: string,
  gold: readonly TypedSpan[],
  found: readonly TypedSpan[],
  seen: SeenNames,
): CountsByType {
  const unseen = (mention: TypedSpan): boolean =>
    seen.get(mention.type)?.has(surface(text, mention)) !== true;
  return strictCounts(gold.filter(unseen), found.filter(unseen));
}
