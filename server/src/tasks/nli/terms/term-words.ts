/** A word of a text in the form by which names are compared, in UTF-16 offsets. */
export interface TermWord {
  readonly form: string;
  readonly start: number;
  readonly end: number;
  /** Nothing but spaces or a hyphen stands before it. */
  readonly joined: boolean;
}

/** Divides a text into words, without plurals and without what parts British from American spelling. */
export function termWords(text: string): TermWord[] {
  let before = 0;
  return Array.from(text.matchAll(/<?[\p{L}\p{N}]+(?:['’&][\p{L}]+)?/gu), (match) => {
    const joined = /^[\s-]*$/u.test(text.slice(before, match.index));
    const end = match.index + match[0].length;
    before = end;
    return { form: formOf(match[0]), start: match.index, end, joined };
  });
}

function formOf(word: string): string {
  const lower = word.normalize('NFKC').toLowerCase().replace('’', "'");
  const american = lower
    .replace(/ae|oe/g, 'e')
    .replace(/our$/, 'or')
    .replace(/ou?rs$/, 'ors');
  return american.length > 3 && american.endsWith('s') && !/(?:ss|us|is|'s)$/.test(american)
    ? american.slice(0, -1)
    : american;
}
