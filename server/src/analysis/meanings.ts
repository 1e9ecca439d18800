import { directionShape } from '../asking/cached-shapes.js';
import type { Statement } from '../tasks/nli/candidates.js';
import { embeddingCall } from '../tasks/nli/embedding.js';
import { mostCompared } from '../tasks/nli/near.js';
import type { PassContext, Unit } from './pass.js';

/** Asks the encoder at hand for the meanings of a note's statements, one unit each. */
export class Meanings {
  /** `undefined` for a statement whose meaning could not be had. */
  readonly #known = new Map<string, readonly number[] | undefined>();
  readonly #taken = new Set<string>();

  constructor(private readonly context: PassContext) {}

  /**
   * The next statement to ask about; `wait` while the last ones are in progress; `undefined` once all are known, or
   * if there is no encoder or too much to compare.
   */
  next(statements: readonly Statement[]): Unit | 'wait' | undefined {
    const { encoder } = this.context.runtime;
    if (!encoder?.profile.encoder?.embeds || statements.length > mostCompared) return undefined;
    const open = statements.find(({ text }) => !this.#known.has(text) && !this.#taken.has(text));
    if (open) return this.#unit(open.text);
    return statements.some(({ text }) => this.#taken.has(text)) ? 'wait' : undefined;
  }

  /** The direction of each statement, as far as it is known. */
  of(statements: readonly Statement[]): (readonly number[] | undefined)[] {
    return statements.map(({ text }) => this.#known.get(text));
  }

  #unit(text: string): Unit {
    const { asker, priority, runtime } = this.context;
    const { encoder } = runtime;
    this.#taken.add(text);
    const put = (direction: readonly number[] | undefined): void => {
      this.#known.set(text, direction);
      this.#taken.delete(text);
    };
    return {
      sentences: [text],
      priority: () => priority,
      work: async (options) => {
        const call = encoder && embeddingCall(text, encoder.profile);
        put(call && (await asker.ask(encoder, call, directionShape, options)).value);
      },
      // Pairs that share traits are found without it.
      fail: () => {
        put(undefined);
      },
      release: () => {
        this.#taken.delete(text);
      },
    };
  }
}
