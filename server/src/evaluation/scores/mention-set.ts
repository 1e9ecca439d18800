import { countByType, type CountsByType } from './by-type.js';
import { surface, type TypedSpan } from '../../agreement/typed-span.js';

/** The mentions of a part of a document. */
export interface MentionedPart {
  readonly text: string;
  readonly gold: readonly TypedSpan[];
  readonly found: readonly TypedSpan[];
}

/**
 * The mention set of a document: which names of which type it contains, wherever and however often, ignoring
 * case. Papers that prompt for a list of entities use this measure.
 */
export function mentionSetCounts(parts: readonly MentionedPart[]): CountsByType {
  const gold = named(parts, 'gold');
  const found = named(parts, 'found');
  return countByType(
    [...found].filter(([key]) => gold.has(key)).map(([, type]) => type),
    found.values(),
    gold.values(),
  );
}

function named(parts: readonly MentionedPart[], side: 'gold' | 'found'): Map<string, string> {
  return new Map(
    parts.flatMap((part) =>
      part[side].map((mention) => [`${mention.type} ${surface(part.text, mention)}`, mention.type] as const),
    ),
  );
}
