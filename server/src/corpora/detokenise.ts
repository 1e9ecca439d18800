import type { Span } from '../note/span.js';

/** A sentence as people write it, and where each of its tokens went. */
export interface Detokenised {
  readonly text: string;
  /** One for each token, in order; `text` at it is the token. */
  readonly spans: readonly Span[];
}

/** Set against the word before them. */
const closing = /^(?:[.,;:?!%)\]}°™®]|\.{3}|''|’|”)$/u;
/** Set against the word behind them. */
const opening = /^(?:[([{$£#]|``|“|‘)$/u;
/** Set against both. */
const joining = /^(?:[-/–‐‑_^@~]|\/-)$/u;

/**
 * Joins the tokens of an IOB corpus, in which every mark of punctuation is a token by itself, to the sentence
 * that they were cut from. What the tokenisation lost can only be guessed: the rules give what scientific English
 * mostly has ("IL-2", "0.05", "(p < 0.01)", "patient's"). They look at the tokens alone, never at the tags, so that
 * the text tells nothing of the gold.
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

/** Whether a space stands before token `i`, which is neither the first nor beside a double quote. */
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
  // A range or a compound; a sign or a dash between words that stand apart is not told from it.
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
