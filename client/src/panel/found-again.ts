/**
 * Where `words` stand in a text now: the place nearest to `offset`, where they stood before. `words` may have other
 * white space than the text. `undefined` where they are gone. UTF-16 offsets.
 */
export function foundAgain(
  text: string,
  words: string,
  offset: number,
): { readonly start: number; readonly end: number } | undefined {
  if (words === '') return undefined;
  const pattern = words
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\s+');
  const places = [...text.matchAll(new RegExp(pattern, 'gu'))].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  return places.toSorted((a, b) => Math.abs(a.start - offset) - Math.abs(b.start - offset))[0];
}
