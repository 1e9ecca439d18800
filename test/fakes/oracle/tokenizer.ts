import llama3 from 'llama3-tokenizer-js';
import { LRUCache } from 'lru-cache';

/** Text to tokens and back, as a model has it. */
export interface Tokenizer {
  encode(text: string): readonly number[];
  /** The text of each token; where a character takes several tokens, the last of them carries it. */
  pieces(text: string): readonly string[];
}

/** A special token splits the text before anything else does, so that what lies between two can be kept. */
const specialToken = /(<\|[a-z_]+\|>)/;

/** Encoding is slow next to the calls that are measured, and most of a prompt is the same in each. */
const known = new LRUCache<string, readonly number[]>({ max: 5000 });

/** The tokenizer of Llama 3, special tokens of its chat template included. */
export const llama3Tokenizer: Tokenizer = {
  encode: (text) => text.split(specialToken).flatMap((part) => (part === '' ? [] : encoded(part))),
  pieces: (text) => piecesOf(encoded(text), (tokens) => llama3.decode(tokens)),
};

/** The text that each token adds, by what a decoder makes of the tokens up to it. */
export function piecesOf(tokens: readonly number[], decode: (tokens: number[]) => string): string[] {
  let waiting: number[] = [];
  return tokens.map((token) => {
    waiting.push(token);
    const text = decode(waiting);
    if (text.endsWith('\uFFFD')) return '';
    waiting = [];
    return text;
  });
}

function encoded(text: string): readonly number[] {
  let tokens = known.get(text);
  if (!tokens) {
    tokens = llama3.encode(text, { bos: false, eos: false });
    known.set(text, tokens);
  }
  return tokens;
}
