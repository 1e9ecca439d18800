import { textOf, type Span } from '../note/span.js';
import type { Alignment, Mention, QuotedMention } from '../tasks/ner/entity.js';
import { wholeCharacters } from './boundaries.js';
import { fold, type Folded } from './fold.js';
import { exactOccurrences, foldedOccurrences, fuzzyOccurrences, type Occurrence } from './occurrences.js';

/** What became of quoted mentions. */
export interface Grounding {
  /** In order of start, longer first; spans are relative to the text. */
  readonly mentions: Mention[];
  /** What is not in the text. Never guessed. */
  readonly unplaced: QuotedMention[];
}

/**
 * Finds the span of every quoted mention in `text`. A place that the dialect knew (`at`) is taken if the quote is
 * there. Otherwise quotes are aligned in order, each behind the one before it, then inside it, then anywhere;
 * word for word first, then folded, then with few errors. The same quote again takes its next occurrence; a
 * repetition of what is already placed is dropped. Spans cut neither words, characters nor surrogate pairs.
 */
export function ground(text: string, quoted: readonly QuotedMention[]): Grounding {
  const folded = fold(text);
  const taken = new Set<string>();
  const mentions: Mention[] = [];
  const unplaced: QuotedMention[] = [];
  let last: Span = { start: 0, end: 0 };
  for (const mention of quoted) {
    const place = placeAt(text, mention) ?? find(text, folded, mention, last, taken);
    if (place === undefined) {
      unplaced.push(mention);
      continue;
    }
    const key = keyOf(place.span, mention.type);
    if (taken.has(key)) continue;
    taken.add(key);
    mentions.push(placed(text, mention, place));
    if (place.span.start >= last.start) last = place.span;
  }
  mentions.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  return { mentions, unplaced };
}

function placeAt(text: string, { at, text: quote }: QuotedMention): Occurrence | undefined {
  if (at === undefined || !Number.isInteger(at.start) || !Number.isInteger(at.end)) return undefined;
  if (at.start < 0 || at.start >= at.end || at.end > text.length) return undefined;
  const there = textOf(text, at);
  if (there.trim() !== there) return undefined;
  if (there !== quote && fold(there).text !== fold(quote).text) return undefined;
  const span = wholeCharacters(text, at);
  const alignment: Alignment = textOf(text, span) === quote ? 'exact' : 'folded';
  return { span, alignment };
}

function find(
  text: string,
  folded: Folded,
  mention: QuotedMention,
  last: Span,
  taken: ReadonlySet<string>,
): Occurrence | undefined {
  const quote = mention.text.trim();
  // Nothing can be quoted that is much longer than the text itself.
  if (quote === '' || quote.length > 2 * text.length + 32) return undefined;
  const foldedQuote = fold(quote);
  if (foldedQuote.text === '') return undefined;
  const verbatim = exactOccurrences(text, quote);
  const alike = foldedOccurrences(text, folded, foldedQuote);
  const literal = choose([verbatim, alike], mention.type, last, taken);
  if (literal !== undefined) return literal;
  return choose([fuzzyOccurrences(text, folded, quote, foldedQuote)], mention.type, last, taken);
}

/** The best free occurrence: behind the last mention, else inside it, else anywhere; else one that is taken. */
function choose(
  tiers: readonly (readonly Occurrence[])[],
  type: string,
  last: Span,
  taken: ReadonlySet<string>,
): Occurrence | undefined {
  const scopes = [last.end, last.start, 0];
  for (const from of scopes) {
    for (const tier of tiers) {
      const free = tier.find(({ span }) => span.start >= from && !taken.has(keyOf(span, type)));
      if (free !== undefined) return free;
    }
  }
  return tiers.flat()[0];
}

function placed(text: string, mention: QuotedMention, { span, alignment }: Occurrence): Mention {
  const { type, assertion, confidence } = mention;
  return {
    span,
    text: textOf(text, span),
    type,
    ...(assertion !== undefined && { assertion, assertionSource: 'model' as const }),
    ...(confidence !== undefined && { confidence }),
    alignment,
  };
}

function keyOf(span: Span, type: string): string {
  return `${span.start}-${span.end} ${type}`;
}
