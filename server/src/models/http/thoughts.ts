import type { TokenLogprob } from '../../tasks/task.js';

/** Thoughts that are kept in case they turn out to be the answer, in UTF-16 units. */
const longestKept = 100_000;

/** Thoughts that count as a sign of life, in UTF-16 units; a model that goes on beyond them is not waited for. */
export const longestThought = 100_000;

/** Tokens without text of their own that may belong to the text that comes next. */
const mostHeld = 256;

/** White space and tags that a server may have taken off the front of a text, in UTF-16 units. */
const longestTrimmed = 256;

/** A chunk of a chat, as the server sent it. */
export interface ChatPart {
  readonly text: string;
  readonly thinking: string;
  readonly tokens: readonly TokenLogprob[];
  /** Whether it is the last one. */
  readonly done: boolean;
}

/** What a chunk adds to the answer. */
export interface AnswerPart {
  readonly text: string;
  /** The tokens that spell `text`. */
  readonly tokens: readonly TokenLogprob[];
}

/**
 * Tells the answer of a chat from the thoughts before it. A server that separates the two reports the
 * log-probabilities of both alike, so only tokens that spell the answer may be read as its own.
 */
export class Thoughts {
  /** How long the thoughts are so far, in UTF-16 units. */
  length = 0;
  #text = '';
  #tokens: TokenLogprob[] = [];
  #held: TokenLogprob[] = [];
  #answered = false;

  /** @param constrained whether the whole answer is JSON, so that JSON among the thoughts is the answer. */
  constructor(private readonly constrained: boolean) {}

  /** Takes the next chunk. */
  take({ text, thinking, tokens, done }: ChatPart): AnswerPart {
    if (thinking !== '') this.#think(thinking, tokens);
    if (text === '') {
      if (thinking === '') this.#held.push(...tokens);
      if (done) return this.#last();
      // So many belong to no text; whoever reads the reply counts them and ends it.
      return { text, tokens: this.#held.length > mostHeld ? this.#held.splice(0) : [] };
    }
    this.#answered ||= text.trim() !== '';
    const candidates = [...this.#held, ...tokens];
    this.#held = [];
    return { text, tokens: spelling(text, candidates) ?? (this.length === 0 ? candidates : tokens) };
  }

  #think(thinking: string, tokens: readonly TokenLogprob[]): void {
    this.length += thinking.length;
    this.#held = [];
    if (this.#answered || !this.constrained || this.length > longestKept) return;
    this.#text += thinking;
    this.#tokens.push(...tokens);
  }

  /** Some servers take a constrained answer for thoughts, and send no other. */
  #last(): AnswerPart {
    const misplaced = !this.#answered && this.#text.trimStart().startsWith('{');
    if (misplaced) return { text: this.#text, tokens: this.#tokens };
    return { text: '', tokens: this.length === 0 ? this.#held : [] };
  }
}

/** The last of the tokens, as many as spell `text`; `undefined` if they spell something else. */
function spelling(text: string, tokens: readonly TokenLogprob[]): readonly TokenLogprob[] | undefined {
  let length = 0;
  for (let first = tokens.length - 1; first >= 0; first -= 1) {
    const size = tokens[first]?.token.length ?? 0;
    length += size;
    if (size === 0 || length < text.length) continue;
    if (length > text.length + longestTrimmed) return undefined;
    const last = tokens.slice(first);
    if (
      last
        .map(({ token }) => token)
        .join('')
        .endsWith(text)
    )
      return last;
  }
  return undefined;
}
