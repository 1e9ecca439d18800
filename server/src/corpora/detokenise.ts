import type { Span } from '../note/span.js';

/** A sentence as people write it, with the position of each token. */
export interface Detokenised {
  readonly text: string;
  /** One per token, in order; the text at the span is the token. */
  readonly spans: readonly Span[];
}

/** No space before. */
const closing = /^(?:[.,;:?!%)\]}°™®]|\.{3}|''|’|”)$/u;
/** No space after. */
const opening = /^(?:[([{$£#]|``|“|‘)$/u;
/** No space on either side. */
const joining = /^(?:[-/–‐‑_^@~]|\/-)$/u;

/**
 * Reassembles a sentence from the tokens of an IOB corpus, in which every punctuation mark is a token. What
 * tokenisation lost can only be guessed: the rules produce what is most common in scientific English ("IL-2",
 * "0.05", "(p < 0.01)", "patient's"). They only look at tokens, never at tags, so that the text reveals
 * nothing about the gold.
 */
export function detokenise(tokens: readonly string[]): Detokenised {
  const spans: Span[] = [];
  let text = '';
  let insideQuotes = false;
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    const isQuote = token === '"';
    const apart =
      before !== undefined &&
      (isQuote
        ? !insideQuotes && !opening.test(before)
        : before === '"'
          ? !insideQuotes && !closing.test(token) && !joining.test(token)
          : isApart(tokens, i));
    if (apart) text += ' ';
    const start = text.length;
    text += token;
    spans.push({ start, end: text.length });
    if (isQuote) insideQuotes = !insideQuotes;
  }
  return { text, spans };
}

/** Whether a space precedes token `i`, which is neither the first nor next to a double quote. */
function isApart(tokens: readonly string[], i: number): boolean {
  const token = tokens[i] ?? '';
  const before = tokens[i - 1] ?? '';
  const after = tokens[i + 1] ?? '';
  const twoBefore = tokens[i - 2] ?? '';
  if (token === '') return false;
  // "0.05", "1,000", "2:1"; "1, 2" stays a list.
  if (/^\d/.test(token) && /\d$/.test(twoBefore)) {
    if (before === '.' || before === ':') return false;
    if (before === ',') return !(/^\d{3}$/.test(token) && /^\d{1,3}$/.test(twoBefore));
  }
  // "i.e.", "U.S."
  if (before === '.' && /^[A-Za-z]$/.test(twoBefore) && /^[A-Za-z]$/.test(token) && after === '.')
    return false;
  // "patient's", "5'-end", "patients'".
  if (token === "'" || token === "'s" || token === "n't") return opening.test(before) && token !== "'";
  if (before === "'") return !(isWord(twoBefore) && /^(?:s|t|re|ve|ll|d|m)$/i.test(token)) && !joins(token);
  if (closing.test(token)) return false;
  if (opening.test(before)) return false;
  // A range or a compound. A sign or a dash between separate words looks the same.
  if (joins(token)) return before === ',' || before === ';' || before === '=' || isComparison(before);
  // "5 +/- 0.4"
  if (token === '+' && after === '/') return true;
  if (before === '-' && twoBefore === '/' && tokens[i - 3] === '+') return true;
  if (joins(before)) return /^[,;:]$/.test(twoBefore) && !/^[\d.]/.test(token);
  // "Ca2+", "CD4+"; "Ca + Mg" is a sum.
  if (token === '+') return !/^[A-Za-z]+\d+$/.test(before) && (!isWord(before) || isWord(after));
  if (token === '*' || token === '†') return !isWord(before);
  return true;
}

function joins(token: string): boolean {
  return joining.test(token);
}

function isComparison(token: string): boolean {
  return /^[<>=≤≥±×~]$/u.test(token);
}

function isWord(token: string): boolean {
  return /^[\p{L}\p{N}]/u.test(token);
}
