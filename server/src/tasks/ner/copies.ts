import type { Word } from './words.js';

/** A piece of a reply that copies a piece of the input, with the label the model gave it. */
export interface Copy {
  /** What was copied; it may be part of a word, or several. */
  readonly text: string;
  readonly label: string;
  /** The probability of the label, where known. */
  readonly probability?: number;
}

/** What the reply says about one word of the input; `undefined` if it says nothing. */
export type WordLabel = Omit<Copy, 'text'> | undefined;

/** How far ahead, in characters, a lost reader looks for the place where the copy goes on. */
const lookAhead = 80;

/** A piece of this length identifies a place on its own. */
const shortestUnconfirmed = 5;

/**
 * Walks along the input and its copy in step, character by character without white space, so words that the model
 * split or merged keep their place. Where the copy departs from the input, it continues after the next punctuation,
 * or at the next place that two consecutive pieces confirm. Skipped words are unknown, not outside. In a piece that
 * merges words, the first opens the mention and the rest continue it.
 */
export function alignCopies(
  words: readonly Word[],
  copies: readonly Copy[],
): { labels: WordLabel[]; misaligned: number } {
  const starts: number[] = [];
  let input = '';
  for (const { text } of words) {
    starts.push(input.length);
    input += folded(text);
  }
  const wordStarts = new Set(starts);
  const pieces = copies.map(({ text }) => folded(text.replace(/\s+/gu, '')));
  const labels: WordLabel[] = words.map(() => undefined);
  let position = 0;
  let word = 0;
  let strays = 0;
  for (const [i, { label, probability }] of copies.entries()) {
    const piece = pieces[i] ?? '';
    if (piece === '') continue;
    const at = input.startsWith(piece, position)
      ? position
      : resumed(input, position, piece, pieces[i + 1] ?? '', wordStarts);
    if (at === undefined) {
      strays++;
      continue;
    }
    position = at + piece.length;
    while (word + 1 < words.length && (starts[word + 1] ?? 0) <= at) word++;
    let opened = false;
    for (let w = word; w < words.length && (starts[w] ?? 0) < position; w++) {
      // A word copied in several pieces is what the first of them says that says anything.
      const isKnown = labels[w] !== undefined && labels[w]?.label !== 'O';
      // Punctuation that was merged with the word behind it is not what the label means.
      const leads: boolean = !opened && hasLetter(piece) && !hasLetter(words[w]?.text ?? '');
      const own = leads ? 'O' : opened ? label.replace(/^B/, 'I') : label;
      opened ||= !leads;
      if (!isKnown) labels[w] = { label: own, ...(probability !== undefined && { probability }) };
    }
  }
  return { labels, misaligned: strays + labels.filter((label) => label === undefined).length };
}

/** Where behind `position` the copy goes on with `piece`; `undefined` if it does not. */
function resumed(
  input: string,
  position: number,
  piece: string,
  next: string,
  wordStarts: ReadonlySet<number>,
): number | undefined {
  // The piece was inserted: the one behind it fits here.
  if (next !== '' && input.startsWith(next, position)) return undefined;
  const limit = Math.min(input.length, position + lookAhead);
  let unconfirmed: number | undefined;
  for (let at = position + 1; at < limit; at++) {
    if (!wordStarts.has(at) || !input.startsWith(piece, at)) continue;
    // Models drop commas: nothing but punctuation was passed over.
    if (!hasLetter(input.slice(position, at))) return at;
    if (next === '' ? at + piece.length === input.length : input.startsWith(next, at + piece.length))
      return at;
    if (piece.length >= shortestUnconfirmed) unconfirmed ??= at;
  }
  return unconfirmed;
}

function hasLetter(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Lower case, where that leaves the length alone. */
function folded(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}
