import search from 'approx-string-match';
import { textOf, type Span } from '../note/span.js';
import type { Alignment } from '../tasks/ner/entity.js';
import { isWordBoundary } from './boundaries.js';
import { unfold, type Folded } from './fold.js';

/** A place where a quote may be. */
export interface Occurrence {
  readonly span: Span;
  readonly alignment: Alignment;
}

/** Quotes shorter than this, folded, are never searched with errors: too much is close to them. */
const shortestFuzzy = 6;

/** Nor are longer ones than this: no mention is so long, and the work grows with the square of the length. */
const longestFuzzy = 160;

/** One error in so many characters. */
const charactersPerError = 6;
const mostErrors = 8;

/** Where `quote` stands in `text` word for word, between word boundaries; in order. */
export function exactOccurrences(text: string, quote: string): Occurrence[] {
  const found: Occurrence[] = [];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    const span = { start: at, end: at + quote.length };
    if (isWhole(text, span)) found.push({ span, alignment: 'exact' });
  }
  return found;
}

/** Where `quote` stands in `text` apart from case, white space and Unicode forms; in order. */
export function foldedOccurrences(text: string, folded: Folded, quote: Folded): Occurrence[] {
  const found: Occurrence[] = [];
  for (let at = folded.text.indexOf(quote.text); at >= 0; at = folded.text.indexOf(quote.text, at + 1)) {
    const span = unfold(folded, at, at + quote.text.length);
    if (span !== undefined && isWhole(text, span)) found.push({ span, alignment: 'folded' });
  }
  return found;
}

/**
 * Where something close to `quote` stands in `text`, from word boundary to word boundary, with errors in
 * proportion to its length. Figures, short words and "hyper"/"hypo" must agree: there an error is another
 * meaning. The closest first.
 */
export function fuzzyOccurrences(
  text: string,
  folded: Folded,
  quote: string,
  foldedQuote: Folded,
): Occurrence[] {
  if (fuzzyWork(folded, foldedQuote) === 0) return [];
  const bound = Math.min(mostErrors, Math.floor(foldedQuote.text.length / charactersPerError));
  const found = new Map<string, { occurrence: Occurrence; errors: number }>();
  for (const match of search(folded.text, foldedQuote.text, bound)) {
    for (const { start, end, errors } of snapped(text, folded, match)) {
      const span = unfold(folded, start, end);
      const key = `${start}-${end}`;
      if (span === undefined || errors > bound || (found.get(key)?.errors ?? Infinity) <= errors) continue;
      if (meansTheSame(textOf(text, span), quote))
        found.set(key, { occurrence: { span, alignment: 'fuzzy' }, errors });
    }
  }
  return [...found.values()].sort((a, b) => a.errors - b.errors).map(({ occurrence }) => occurrence);
}

/**
 * The most steps that {@link fuzzyOccurrences} takes for a quote, in characters compared; 0 where it does not search.
 * Each place where a match may end costs another search, back to its start.
 */
export function fuzzyWork(folded: Folded, foldedQuote: Folded): number {
  const { length } = foldedQuote.text;
  return length < shortestFuzzy || length > longestFuzzy ? 0 : folded.text.length * length * length;
}

function isWhole(text: string, span: Span): boolean {
  return span.start < span.end && isWordBoundary(text, span.start) && isWordBoundary(text, span.end);
}

interface FuzzyMatch {
  readonly start: number;
  readonly end: number;
  readonly errors: number;
}

/** The match with its ends moved to the nearest word boundaries; every character moved over may be an error more. */
function* snapped(text: string, folded: Folded, match: FuzzyMatch): Generator<FuzzyMatch> {
  for (const byStart of [0, -1, 1, -2, 2, -3, 3]) {
    const start = match.start + byStart;
    const from = folded.origins[start];
    if (from === undefined || !isWordBoundary(text, from.start)) continue;
    for (const byEnd of [0, 1, -1, 2, -2, 3, -3]) {
      const end = match.end + byEnd;
      const to = folded.origins[end - 1];
      if (end <= start || to === undefined || !isWordBoundary(text, to.end)) continue;
      yield { start, end, errors: match.errors + Math.abs(byStart) + Math.abs(byEnd) };
      break;
    }
    break;
  }
}

function meansTheSame(found: string, quote: string): boolean {
  const a = found.toLowerCase();
  const b = quote.toLowerCase();
  return [/\d+/g, /hyper|hypo/g, /(?<![\p{L}\p{N}])\p{L}{1,3}(?![\p{L}\p{N}])/gu].every(
    (pattern) => (a.match(pattern) ?? []).join(' ') === (b.match(pattern) ?? []).join(' '),
  );
}
