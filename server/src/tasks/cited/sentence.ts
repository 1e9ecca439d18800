import * as z from 'zod';
import { plainLine, shortened } from '../plain-line.js';
import type { JsonSchema } from '../task.js';

/** A sentence that a model wrote about a note, with the words of the note that it cites. */
export interface CitedSentence {
  readonly text: string;
  /** As the model gave them: it is not yet known whether they are in the note. */
  readonly quotes: readonly string[];
}

/** The most UTF-16 units of a written sentence, and of a quote. */
export const longestSentence = 600;
const longestQuote = 500;

/** The most quotes of one sentence that are read. */
export const mostQuotes = 4;

/** The shape of `evidence` in a reply. */
export const evidenceFormat: JsonSchema = {
  type: 'array',
  items: { type: 'string', maxLength: longestQuote },
  maxItems: mostQuotes,
};

/** The shape of a sentence with its evidence; `more` are further properties, which come first. */
export function sentenceFormat(more: JsonSchema = {}): JsonSchema {
  const properties = { ...more, text: { type: 'string' }, evidence: evidenceFormat };
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

/** The quotes in a reply, whatever their form: a string, a list, or objects with a text. */
export function readQuotes(value: unknown): string[] {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const quotes = items.slice(0, 4 * mostQuotes).flatMap((item) => {
    const text = typeof item === 'string' ? item : looseText.safeParse(item).data?.text;
    return text === undefined || text.length > longestQuote ? [] : withoutMarks(text);
  });
  return [...new Set(quotes)].filter((quote) => /[\p{L}\p{N}]/u.test(quote)).slice(0, mostQuotes);
}

/** A sentence with its evidence; `undefined` if there is no text. */
export function readSentence(value: unknown): CitedSentence | undefined {
  const read = shape.safeParse(value);
  const text = read.success ? writtenText(read.data.text) : '';
  return text === '' || !read.success ? undefined : { text, quotes: readQuotes(read.data.evidence) };
}

/** What a model wrote, on one line and bounded. */
export function writtenText(text: string, longest = longestSentence): string {
  return shortened(plainLine(text.slice(0, 20 * longestSentence)), longest);
}

const shape = z.looseObject({ text: z.string(), evidence: z.unknown().optional() });
const looseText = z.looseObject({ text: z.string() });

/**
 * Without the quotation marks and dots that models put around a quote. Character by character: it may consist of
 * nothing else.
 */
function withoutMarks(quote: string): string {
  const plain = plainLine(quote);
  let [start, end] = [0, plain.length];
  while (start < end && ' "\'“‘”’…'.includes(plain.charAt(start))) start += 1;
  while (end > start && ' "\'“‘”’…'.includes(plain.charAt(end - 1))) end -= 1;
  return plain.slice(start, end);
}
