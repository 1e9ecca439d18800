import { ground } from '../../grounding/ground.js';
import { overlaps, textOf, type Span } from '../../note/span.js';
import type { NoteDocument } from '../document.js';
import type { Passage } from './passages.js';

/** The most passages that one quote may reach over. */
const longestReach = 3;

/** Separates passages in the search for quotes: no quote contains it. */
const between = '\n\n';

/**
 * The passages that contain a model's quotes, in order, each once. A quote that is in none of them is dropped: only
 * text of the note is ever evidence.
 */
export function passagesWith<P extends { readonly text: string }>(
  passages: readonly P[],
  quotes: readonly string[],
): P[] {
  const found = new Set<P>();
  const { text, spans } = joined(passages);
  for (const quote of quotes) {
    const [mention] = ground(text, [{ text: quote, type: 'evidence' }]).mentions;
    if (!mention) continue;
    const reached = passages.filter((_, index) => {
      const span = spans[index];
      return span !== undefined && overlaps(span, mention.span);
    });
    if (reached.length <= longestReach) for (const passage of reached) found.add(passage);
  }
  return passages.filter((passage) => found.has(passage));
}

/** Where words are in a passage, relative to it; `undefined` if they are not in it. */
export function wordsIn(text: string, words: string): Span | undefined {
  return words === '' ? undefined : ground(text, [{ text: words, type: 'words' }]).mentions[0]?.span;
}

/** Where a passage is now: the note may have changed while the model worked. */
export function placeNow(
  document: NoteDocument,
  { span, text }: Pick<Passage, 'span' | 'text'>,
): Span | undefined {
  return textOf(document.text, span) === text ? span : document.spanOf(text);
}

function joined(passages: readonly { readonly text: string }[]): { text: string; spans: Span[] } {
  const spans: Span[] = [];
  let text = '';
  for (const passage of passages) {
    if (text !== '') text += between;
    spans.push({ start: text.length, end: text.length + passage.text.length });
    text += passage.text;
  }
  return { text, spans };
}
