/**
 * Where `words` stand in a text now: the place nearest to `offset`, where they stood before. `words` may have other
 * white space than the text. `undefined` if they are gone. UTF-16 offsets.
 */
export function foundAgain(
  text: string,
  words: string,
  offset: number,
): { readonly start: number; readonly end: number } | undefined {
  const wanted = collapsed(words.trim()).text;
  if (wanted === '') return undefined;
  const { text: searched, offsets } = collapsed(text);
  let nearest: { start: number; end: number } | undefined;
  for (let at = searched.indexOf(wanted); at >= 0; at = searched.indexOf(wanted, at + 1)) {
    const start = offsets[at] ?? 0;
    const end = (offsets[at + wanted.length - 1] ?? 0) + 1;
    if (!nearest || Math.abs(start - offset) < Math.abs(nearest.start - offset)) nearest = { start, end };
  }
  return nearest;
}

/** The text with each run of white space as one space, and the offset of each of its code units in the original. */
function collapsed(original: string): { readonly text: string; readonly offsets: readonly number[] } {
  const offsets: number[] = [];
  let text = '';
  let end = 0;
  for (const { index, 0: space } of original.matchAll(/\s+/g)) {
    for (let at = end; at < index; at++) offsets.push(at);
    text += `${original.slice(end, index)} `;
    offsets.push(index);
    end = index + space.length;
  }
  for (let at = end; at < original.length; at++) offsets.push(at);
  return { text: text + original.slice(end), offsets };
}
