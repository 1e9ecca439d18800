/**
 * A preposition at the end, with its article, or a comma. Of some 250,000 gold mentions in open corpora and the training
 * notes eight end with a preposition, two of which are inches ("16.5 in"): after a number it stays.
 */
const looseEnd =
  /(?:(?<!\d)\s(?:of|in|on|at|to|over|with|for|by|from|and|or)(?:\s(?:a|an|the|his|her|their))?|\s(?:an|the|his|her|their)|,)$/;

/** What begins a word and is none: "anti" of "anti-inflammatory drugs". */
const prefixes = new Set(['anti', 'non', 'pre', 'post', 'peri', 'inter', 'intra', 'sub', 'un', 're', 'co']);

/** A name without a preposition that is left at its end: "SOB" of "SOB on", "arthroscopy" of "arthroscopy of the". */
export function withoutLooseEnd(name: string): string {
  const kept = name.trimEnd();
  return looseEnd.test(kept) ? withoutLooseEnd(kept.replace(looseEnd, '')) : kept;
}

/** Whether a name is no more than the beginning of a word that a hyphen divides. */
export function isBarePrefix(name: string, after: string): boolean {
  return after.startsWith('-') && prefixes.has(name.toLowerCase());
}
