import { overlaps, type Span } from '../../note/span.js';

/** Words that may refer to something that was named before: pronouns, and a noun with a definite determiner. */
const referring =
  /\b(?:it|its|itself|they|them|their|this|these|those|(?:the|this|that|these|those|such)\s{1,3}\p{L}[\p{L}-]{1,30})\b/giu;

/** The most mentions of one window that are offered to be linked. */
export const mostReferences = 60;

/**
 * The mentions of a text that may speak of one thing, in order and without overlaps: what was found as entities, and
 * words that refer back. An entity counts more than a reference that overlaps it.
 *
 * @param entities spans relative to `text`.
 */
export function referencesIn(text: string, entities: readonly Span[]): Span[] {
  const chosen: Span[] = [];
  const longestFirst = [...entities].sort((a, b) => b.end - b.start - (a.end - a.start));
  for (const span of longestFirst) {
    if (span.end > span.start && span.end <= text.length && !chosen.some((other) => overlaps(other, span)))
      chosen.push(span);
  }
  for (const { index, 0: words } of text.matchAll(referring)) {
    const span = { start: index, end: index + words.length };
    if (!chosen.some((other) => overlaps(other, span))) chosen.push(span);
  }
  return chosen.sort((a, b) => a.start - b.start).slice(0, mostReferences);
}
