import { textOf, type Span } from '../note/span.js';
import type { Alignment, Mention, QuotedMention } from '../tasks/ner/entity.js';
import { wholeCharacters } from './boundaries.js';
import { fold, type Folded } from './fold.js';
import {
  exactOccurrences,
  foldedOccurrences,
  fuzzyOccurrences,
  fuzzyWork,
  type Occurrence,
} from './occurrences.js';

/** The most steps that the quotes of one text are searched with errors for; the rest must be literal. */
const mostFuzzyWork = 100_000_000;

/** What became of quoted mentions. */
export interface Grounding {
  /** In order of start, longer first; spans are relative to the text. */
  readonly mentions: Mention[];
  /** What is not in the text. Never guessed. */
  readonly unplaced: QuotedMention[];
}

/**
 * Finds the span of every quoted mention in `text`. A place that the dialect knew (`at`) is taken if the quote is
 * there. Otherwise quotes are aligned in order: each behind the one before it, then inside it, then anywhere. A quote
 * is sought word for word first, then folded, then with few errors; that last search is bounded for the text as a
 * whole. The same quote again takes its next occurrence, and what is placed already is not placed twice. A span has
 * one type: of several the likeliest stays, and where that is not known the first. Spans cut neither words,
 * characters nor surrogate pairs.
 */
export function ground(text: string, quoted: readonly QuotedMention[]): Grounding {
  const sought: Sought = { text, folded: fold(text), taken: new Set(), fuzzyWork: mostFuzzyWork };
  const mentions: Mention[] = [];
  const unplaced: QuotedMention[] = [];
  let last: Last = { span: { start: 0, end: 0 }, quote: '', type: '' };
  for (const mention of quoted) {
    const place = placeAt(text, mention) ?? find(sought, mention, last);
    if (place === undefined) {
      unplaced.push(mention);
      continue;
    }
    const key = keyOf(place.span, mention.type);
    if (sought.taken.has(key)) continue;
    sought.taken.add(key);
    mentions.push(placed(text, mention, place));
    if (place.span.start >= last.span.start)
      last = { span: place.span, quote: mention.text, type: mention.type };
  }
  const resolved = oneTypeEach(mentions);
  resolved.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  return { mentions: resolved, unplaced };
}

/** The text that is searched, and what has become of it so far. */
interface Sought {
  readonly text: string;
  readonly folded: Folded;
  /** The spans that have been given to a type. */
  readonly taken: Set<string>;
  /** How much may still be searched with errors. */
  fuzzyWork: number;
}

/** The mention that was placed furthest into the text. */
interface Last {
  readonly span: Span;
  readonly quote: string;
  readonly type: string;
}

/** Of mentions with one span, the most probable; the first where a probability is missing. */
function oneTypeEach(mentions: readonly Mention[]): Mention[] {
  const best = new Map<string, Mention>();
  for (const mention of mentions) {
    const key = keyOf(mention.span, '');
    const holder = best.get(key);
    const isLikelier =
      holder?.confidence !== undefined &&
      mention.confidence !== undefined &&
      mention.confidence > holder.confidence;
    if (!holder || isLikelier) best.set(key, mention);
  }
  return [...best.values()];
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

function find(sought: Sought, mention: QuotedMention, last: Last): Occurrence | undefined {
  const { text, folded } = sought;
  const quote = mention.text.trim();
  // Nothing can be quoted that is much longer than the text itself.
  if (quote === '' || quote.length > 2 * text.length + 32) return undefined;
  const foldedQuote = fold(quote);
  if (foldedQuote.text === '') return undefined;
  const verbatim = exactOccurrences(text, quote);
  const alike = foldedOccurrences(text, folded, foldedQuote);
  const literal = choose(sought, [verbatim, alike], mention, last);
  if (literal !== undefined) return literal;
  const work = fuzzyWork(folded, foldedQuote);
  if (work > sought.fuzzyWork) return undefined;
  sought.fuzzyWork -= work;
  return choose(sought, [fuzzyOccurrences(text, folded, quote, foldedQuote)], mention, last);
}

/** The best free occurrence: behind the last mention, else inside it, else anywhere; else one that is taken. */
function choose(
  { taken }: Sought,
  tiers: readonly (readonly Occurrence[])[],
  { text: quote, type }: QuotedMention,
  last: Last,
): Occurrence | undefined {
  const { start, end } = last.span;
  // The same words under another type are the same place, and not the next one.
  const isAgain = quote === last.quote && type !== last.type;
  for (const from of isAgain ? [start, 0] : [end, start, 0]) {
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
