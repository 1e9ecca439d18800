/** A preposition at the end, with its article, or a comma: of some 270,000 mentions in open corpora and our notes, five end so. */
const looseEnd =
  /(?:\s(?:of|in|on|at|to|over|with|for|by|from|and|or)(?:\s(?:a|an|the|his|her|their))?|\s(?:an|the|his|her|their)|,)$/;

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
