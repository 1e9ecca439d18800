import type { Entity } from '../analysis/note-analysis.js';

const articles = /^(?:the|a|an|his|her|their|this|that|these|those|any|some|no)\s+/;

/**
 * What two mentions share when they name the same concept: their type and their normalised words. Without a
 * terminology that is all there is to go by: case, white space, hyphens, diacritics, a leading determiner
 * and a plural "s" make no difference; synonyms and abbreviations do.
 */
export function conceptOf(mention: Pick<Entity, 'text' | 'type'>): string {
  const words = mention.text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[\s\p{Pd}_/]+/gu, ' ')
    .trim()
    .replace(articles, '')
    .split(' ')
    .map(singular)
    .join(' ');
  return `${mention.type}\u0000${words}`;
}

/** The mentions of the same concept as `entity`, in the order of the text, itself among them. */
export function mentionsOfConcept(entities: readonly Entity[], entity: Entity): Entity[] {
  const concept = conceptOf(entity);
  return entities.filter((other) => conceptOf(other) === concept);
}

/** Drops a plural ending where that is safe: "fevers", not "ascites", "pus" or "diabetes". */
function singular(word: string): string {
  if (word.length < 5 || !word.endsWith('s') || /(?:ss|us|is|tes|ses|[^\p{L}]s)$/u.test(word)) return word;
  return word.slice(0, -1);
}
