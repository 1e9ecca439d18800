import { concernsCall, ModelError } from '../models/error.js';
import type { ModelRuntime } from '../models/runtime.js';
import type { CorrectedNote } from '../tasks/ner/corrected-note.js';
import { embeddingCall } from '../tasks/nli/embedding.js';
import { similarity } from '../tasks/nli/near.js';
import type { NerExample, Schema } from '../tasks/schema.js';
import type { QuestionCall } from '../tasks/task.js';
import type { Asker } from './ask.js';
import { sha256 } from './cache-key.js';
import { directionShape } from './cached-shapes.js';
import type { CallOptions } from './scheduler.js';

/** How many examples go along with a sentence. */
const mostExamples = 3;

/** Sentences that are less similar than that, as a cosine, show nothing that helps. */
const leastSimilarity = 0.3;

/** Finding the nearest of more sentences takes longer than it is worth. */
const mostSentences = 1_000;

/**
 * Chooses, for each sentence, the sentences of corrected notes that are most similar in meaning, as worked examples for
 * a model that writes (Liu et al. 2022, "What makes good in-context examples for GPT-3?"). The encoder at hand compares them.
 */
export class SimilarExamples {
  #pool: Promise<readonly NerExample[]> | undefined;
  /** `undefined` for a sentence that could not be placed. */
  readonly #directions = new Map<string, readonly number[] | undefined>();

  /**
   * @param corrected the notes; asked for once, with the first sentence. Those of other schemas are passed over.
   * @param keyedBy whether answers given with other examples are other answers. Where people correct notes as they read
   * them, they are not: a correction is no reason to ask about every sentence again.
   */
  constructor(
    private readonly asker: Asker,
    private readonly runtime: ModelRuntime,
    private readonly schema: Schema,
    private readonly corrected: () => Promise<readonly CorrectedNote[]>,
    private readonly keyedBy: 'presence' | 'contents' = 'presence',
  ) {}

  /** What sets the key of an answer that was given with examples apart; `undefined` if there are none. */
  async key(): Promise<string | undefined> {
    const examples = await this.#examples();
    if (examples.length === 0) return undefined;
    return this.keyedBy === 'presence' ? 'with examples' : sha256(JSON.stringify(examples));
  }

  /**
   * The examples for a sentence, the most similar last; none if nothing is similar.
   *
   * @throws ModelError if the encoder fails as a whole; or the reason of `options.signal`.
   */
  async to(sentence: string, options: CallOptions): Promise<NerExample[]> {
    const pool = await this.#examples();
    if (pool.length === 0) return [];
    // Callers that need the same directions at the same time share the calls.
    const [own, ...others] = await Promise.all(
      [sentence, ...pool.map((example) => example.sentence)].map((text) => this.#directionOf(text, options)),
    );
    return pool
      .map((example, index) => ({ example, near: similarity(own, others[index]) }))
      .filter(({ near }) => near >= leastSimilarity)
      .sort((a, b) => b.near - a.near)
      .slice(0, mostExamples)
      .map(({ example }) => example)
      .reverse();
  }

  #examples(): Promise<readonly NerExample[]> {
    this.#pool ??= this.#load();
    return this.#pool;
  }

  async #load(): Promise<readonly NerExample[]> {
    const { encoder, profile } = this.runtime;
    if (profile.dialect !== 'json' || !encoder?.profile.encoder?.embeds) return [];
    const names = new Set(this.schema.entities.map(({ name }) => name));
    const fitting = (await this.corrected()).filter(
      ({ types }) => types.size > 0 && [...types].every((type) => names.has(type)),
    );
    const examples = new Map<string, NerExample>();
    for (const example of fitting.flatMap((note) => note.examples)) {
      if (!examples.has(example.sentence)) examples.set(example.sentence, example);
    }
    return [...examples.values()].slice(0, mostSentences);
  }

  async #directionOf(text: string, options: CallOptions): Promise<readonly number[] | undefined> {
    if (this.#directions.has(text)) return this.#directions.get(text);
    const { encoder } = this.runtime;
    const call = encoder && embeddingCall(text, encoder.profile);
    const direction = call && (await this.#asked(encoder, call, options));
    this.#directions.set(text, direction);
    return direction;
  }

  async #asked(
    encoder: ModelRuntime,
    call: QuestionCall<readonly number[] | undefined>,
    options: CallOptions,
  ): Promise<readonly number[] | undefined> {
    try {
      return (await this.asker.ask(encoder, call, directionShape, options)).value;
    } catch (error) {
      if (error instanceof ModelError && concernsCall(error)) return undefined;
      throw error;
    }
  }
}
