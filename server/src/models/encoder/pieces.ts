import { Tokenizer } from '@huggingface/tokenizers';
import { EngineFailure } from '../embedded/engine-failure.js';

/** How many words' pieces are remembered: the vocabulary of a few long notes. */
const mostRemembered = 20_000;

/** Ids of the tokens that stand for no text. */
export interface SpecialIds {
  readonly start: number;
  readonly end: number;
  readonly padding: number;
  readonly unknown: number;
}

/**
 * Cuts text into the word pieces of a model. No text of a note comes to be a special token, whatever it says: the
 * tokenizer is not told of them.
 */
export class Pieces {
  readonly special: SpecialIds;
  readonly #tokenizer: Tokenizer;
  readonly #known = new Map<string, readonly number[]>();

  /**
   * @param json of `tokenizer.json`.
   * @throws EngineFailure `unsupported` where it is no tokenizer with the special tokens of an encoder.
   */
  constructor(json: unknown) {
    try {
      this.special = specialIds(json);
      this.#tokenizer = new Tokenizer({ ...(json as object), added_tokens: [] }, {});
      this.of('x');
    } catch (error) {
      throw new EngineFailure('unsupported', error, 'tokenizer');
    }
  }

  /** The pieces of a text, without special tokens. */
  of(text: string): readonly number[] {
    return text === '' ? [] : this.#tokenizer.encode(text, { add_special_tokens: false }).ids;
  }

  /**
   * The pieces of one word, at least one.
   *
   * @param isApart whether white space stands before it, which some tokenizers tell apart.
   */
  ofWord(word: string, isApart: boolean): readonly number[] {
    const text = isApart ? ` ${word}` : word;
    const known = this.#known.get(text);
    if (known) return known;
    if (this.#known.size >= mostRemembered) this.#known.clear();
    const ids = this.of(text);
    const pieces = ids.length > 0 ? ids : [this.special.unknown];
    this.#known.set(text, pieces);
    return pieces;
  }
}

function specialIds(json: unknown): SpecialIds {
  const { added_tokens: added = [], model } = json as {
    added_tokens?: readonly { id: number; content: string }[];
    model: { vocab: Readonly<Record<string, number>> | readonly (readonly [string, number])[] };
  };
  const ids = new Map<string, number>();
  if (Array.isArray(model.vocab)) {
    for (const [id, [token]] of model.vocab.entries()) ids.set(token as string, id);
  }
  const idOf = (...names: string[]): number => {
    for (const name of names) {
      const listed = added.find(({ content }) => content === name)?.id ?? ids.get(name);
      const id = listed ?? (Array.isArray(model.vocab) ? undefined : ownValue(model.vocab, name));
      if (id !== undefined) return id;
    }
    throw new Error(`no ${names.join(' or ')}`);
  };
  return {
    start: idOf('[CLS]', '<s>'),
    end: idOf('[SEP]', '</s>'),
    padding: idOf('[PAD]', '<pad>'),
    unknown: idOf('[UNK]', '<unk>'),
  };
}

function ownValue(vocabulary: object, name: string): number | undefined {
  return Object.hasOwn(vocabulary, name) ? (vocabulary as Record<string, number>)[name] : undefined;
}
