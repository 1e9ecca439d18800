/** An abbreviation and what a text says it stands for. */
export interface Definition {
  readonly short: string;
  readonly long: string;
}

/** Longest abbreviation, and longest expansion, in UTF-16 code units. */
const longest = { short: 10, long: 80 };

/** The most definitions of one sentence's abbreviations that are told. */
const mostTold = 5;

const words = /[\p{L}\p{N}][\p{L}\p{N}/&-]*/gu;

/**
 * The abbreviations that a text defines in brackets, "myocardial infarction (MI)" or "MI (myocardial infarction)", found
 * as Schwartz and Hearst (2003) do: each letter of the abbreviation stands in the words, in order, its first at the
 * beginning of a word. One that is defined in two ways is left out.
 */
export function definitionsIn(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const doubtful = new Set<string>();
  for (const { short, long } of definitions(text)) {
    const known = found.get(short);
    if (known !== undefined && known.toLowerCase() !== long.toLowerCase()) doubtful.add(short);
    else if (known === undefined) found.set(short, long);
  }
  for (const short of doubtful) found.delete(short);
  return found;
}

/** Those of the definitions that help to read a sentence: of its abbreviations, in order, that it does not define itself. */
export function definitionsFor(sentence: string, known: ReadonlyMap<string, string>): Definition[] {
  if (known.size === 0) return [];
  const folded = sentence.toLowerCase();
  return [...new Set(sentence.match(words))]
    .flatMap((short) => {
      const long = known.get(short);
      return long === undefined || folded.includes(long.toLowerCase()) ? [] : [{ short, long }];
    })
    .slice(0, mostTold);
}

function* definitions(text: string): Generator<Definition> {
  for (const { 1: inner = '', index } of text.matchAll(/\(([^()\n]{2,80})\)/g)) {
    const before = clauseBefore(text, index);
    if (isShort(inner)) {
      const long = expansionOf(inner, lastWords(before, inner));
      if (long !== undefined) yield { short: inner, long };
      continue;
    }
    const short = before.match(words)?.at(-1) ?? '';
    const long = isShort(short) && before.endsWith(short) ? expansionOf(short, inner.trim()) : undefined;
    if (long === inner.trim()) yield { short, long };
  }
}

/** What stands before a place in the same clause and paragraph, no more than two expansions can be long. */
function clauseBefore(text: string, at: number): string {
  const clause =
    text
      .slice(Math.max(0, at - 2 * longest.long), at)
      .split(/[.;:()]/)
      .at(-1) ?? '';
  const lines = clause.trimEnd().split('\n');
  return lines.slice(lines.findLastIndex((line) => line.trim() === '') + 1).join('\n');
}

function isShort(word: string): boolean {
  return (
    word.length >= 2 &&
    word.length <= longest.short &&
    /^[\p{L}\p{N}][\p{L}\p{N}/&-]*$/u.test(word) &&
    (word.match(/\p{Lu}/gu)?.length ?? 0) >= 2
  );
}

/** As many words as an abbreviation of this length can stand for. */
function lastWords(text: string, short: string): string {
  const most = Math.min(short.length + 5, 2 * short.length);
  const starts = Array.from(text.matchAll(words), ({ index }) => index);
  return text.slice(starts.at(-most) ?? starts[0] ?? text.length);
}

/** The shortest end of `text` that the abbreviation can stand for; `undefined` if there is none. */
function expansionOf(short: string, text: string): string | undefined {
  let at = text.length;
  for (let i = short.length - 1; i >= 0; i--) {
    const letter = short.charAt(i).toLowerCase();
    if (!/[\p{L}\p{N}]/u.test(letter)) continue;
    const fits = (place: number): boolean =>
      text.charAt(place).toLowerCase() === letter &&
      (i > 0 || place === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(place - 1)));
    do at -= 1;
    while (at >= 0 && !fits(at));
    if (at < 0) return undefined;
  }
  const long = text.slice(at).replace(/\s+/g, ' ');
  const isLong = long.length > short.length && long.length <= longest.long && long.includes(' ');
  return isLong && !long.toLowerCase().split(/[ -]/).includes(short.toLowerCase()) ? long : undefined;
}
