import { ground } from '../grounding/ground.js';
import type { ModelRuntime } from '../models/runtime.js';
import { assertByRule } from '../tasks/assertion/context.js';
import type { Mention, QuotedMention } from '../tasks/ner/entity.js';
import { nerCalls, type NerInput } from '../tasks/ner/ner.js';
import type { Schema } from '../tasks/schema.js';
import type { ReplyProblem } from '../tasks/task.js';
import type { Answer, Asker } from './ask.js';
import { mentionsShape } from './cached-shapes.js';
import { entitiesKey } from './entities-key.js';
import type { CallOptions } from './scheduler.js';

/** The entities of one sentence. Spans are relative to the sentence. */
export interface SentenceReading {
  readonly mentions: readonly Mention[];
  /** What the model named and the sentence does not hold. */
  readonly unplaced: readonly QuotedMention[];
  /** Why the reading is not whole, as a code; `mentions` then holds what could be saved. */
  readonly failure?: string;
}

/** Reads the entities of single sentences with one model: from the cache, else from the model; then grounds them. */
export class SentenceReader {
  readonly #keys = new Map<string, string>();

  constructor(
    private readonly asker: Asker,
    private readonly runtime: ModelRuntime,
    private readonly schema: Schema,
  ) {}

  /** What is known of a sentence without a call: a cached reading, or that asking has failed too often. */
  async known(sentence: string): Promise<SentenceReading | undefined> {
    const answer = await this.asker.known(this.#keyOf(sentence), mentionsShape);
    return answer && readingOf(sentence, answer);
  }

  /**
   * Reads a sentence; the text around it may help the model.
   *
   * @throws ModelError or the reason of `options.signal`.
   */
  async read(input: NerInput, options: CallOptions): Promise<SentenceReading> {
    return (await this.known(input.text)) ?? (await this.#ask(input, options));
  }

  /** Counts an attempt to read a sentence that failed with this code. */
  fail(sentence: string, code: string): SentenceReading {
    this.asker.fail(this.#keyOf(sentence), code);
    return readingOf(sentence, { value: undefined, failure: code });
  }

  async #ask(input: NerInput, options: CallOptions): Promise<SentenceReading> {
    const key = this.#keyOf(input.text);
    const value: QuotedMention[] = [];
    const problems: ReplyProblem[] = [];
    for (const [index, call] of nerCalls(input, this.schema, this.runtime.profile).entries()) {
      // Two callers may know the sentence in different contexts, and one answer serves both.
      const about = `${key}:${index}`;
      const reading = await this.asker.read(this.runtime, call, { ...options, about });
      value.push(...reading.value);
      problems.push(...reading.problems);
    }
    return readingOf(input.text, this.asker.settle(key, { value, problems }));
  }

  #keyOf(sentence: string): string {
    const key = this.#keys.get(sentence) ?? entitiesKey(this.runtime, this.schema, sentence);
    this.#keys.set(sentence, key);
    return key;
  }
}

function readingOf(sentence: string, { value, failure }: Answer<readonly QuotedMention[]>): SentenceReading {
  const { mentions, unplaced } = ground(sentence, value ?? []);
  return {
    mentions: assertByRule(sentence, mentions),
    unplaced,
    ...(failure === undefined ? {} : { failure }),
  };
}
