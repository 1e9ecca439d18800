import { ground } from '../grounding/ground.js';
import type { ModelRuntime } from '../models/runtime.js';
import { assertByRule } from '../tasks/assertion/context.js';
import { encoderAssertionCall } from '../tasks/assertion/encoder.js';
import type { Assertion, Mention, QuotedMention } from '../tasks/ner/entity.js';
import { calibrated } from '../tasks/measured.js';
import { nerCalls } from '../tasks/ner/ner.js';
import type { NerInput } from '../tasks/ner/ner-input.js';
import type { NerExample, Schema } from '../tasks/schema.js';
import { askedBy, type QuestionCall, type ReplyProblem } from '../tasks/task.js';
import type { Answer, Asker } from './ask.js';
import { cacheKey } from './cache-key.js';
import { assertionShape, mentionsShape } from './cached-shapes.js';
import { entitiesKey } from './entities-key.js';
import type { CallOptions } from './scheduler.js';
import type { SimilarExamples } from './similar-examples.js';

/** The entities of one sentence. Spans are relative to the sentence. */
export interface SentenceReading {
  readonly mentions: readonly Mention[];
  /** What the model named but the sentence does not contain. */
  readonly unplaced: readonly QuotedMention[];
  /** Why the reading is incomplete, as a code; `mentions` then holds what could be salvaged. */
  readonly failure?: string;
}

/**
 * Reads the entities of single sentences with one model, from the cache or else from the model, and grounds
 * them.
 */
export class SentenceReader {
  readonly #keys = new Map<string, string>();

  constructor(
    private readonly asker: Asker,
    private readonly runtime: ModelRuntime,
    private readonly schema: Schema,
    private readonly examples?: SimilarExamples,
  ) {}

  /** What is known of a sentence without a call: a cached reading, or that asking has failed too often. */
  async known(input: NerInput): Promise<SentenceReading | undefined> {
    const answer = await this.asker.known(await this.#keyOf(input.text), mentionsShape);
    if (!answer) return undefined;
    const unknown: QuestionCall<unknown>[] = [];
    const reading = await this.#readingOf(input, answer, async (call) => {
      const known = await this.asker.known(cacheKey(this.runtime.model, [call.question]), assertionShape);
      if (!known) unknown.push(call);
      return known?.value;
    });
    return unknown.length === 0 ? reading : undefined;
  }

  /**
   * Reads a sentence; the text around it may help the model.
   *
   * @throws ModelError or the reason of `options.signal`.
   */
  async read(input: NerInput, options: CallOptions): Promise<SentenceReading> {
    return (await this.known(input)) ?? (await this.#ask(input, options));
  }

  /** Counts an attempt to read a sentence that failed with this code. */
  fail(sentence: string, code: string): SentenceReading {
    const key = this.#keys.get(sentence) ?? entitiesKey(this.runtime, this.schema, sentence);
    this.asker.fail(key, code);
    return { mentions: [], unplaced: [], failure: code };
  }

  async #ask(input: NerInput, options: CallOptions): Promise<SentenceReading> {
    const answer = await this.#askEntities(input, options);
    return this.#readingOf(input, answer, async (call) => {
      const { value } = await this.asker.ask(this.runtime, call, assertionShape, options);
      return value;
    });
  }

  async #askEntities(input: NerInput, options: CallOptions): Promise<Answer<readonly QuotedMention[]>> {
    const key = await this.#keyOf(input.text);
    const known = await this.asker.known(key, mentionsShape);
    if (known) return known;
    const examples = (await this.examples?.to(input.text, options)) ?? [];
    const value: QuotedMention[] = [];
    const problems: ReplyProblem[] = [];
    // Callers that know the sentence in another context, or with other white space, share the model's reply.
    const { model, profile } = this.runtime;
    const alone = nerCalls({ text: input.text }, this.schema, profile);
    for (const [index, call] of nerCalls({ ...input, examples }, this.schema, profile).entries()) {
      const about = alone[index] && cacheKey(model, [askedBy(alone[index])], ...examples.map(nameOf));
      const reading = await this.asker.read(this.runtime, call, { ...options, ...(about && { about }) });
      value.push(...reading.value);
      problems.push(...reading.problems);
    }
    return this.asker.settle(key, { value, problems });
  }

  /**
   * Grounds what was named, and adds the assertion of problems: as an encoder judges it, or else by rule.
   *
   * @param judge gives the requested assertion, or nothing.
   */
  async #readingOf(
    input: NerInput,
    { value, failure }: Answer<readonly QuotedMention[]>,
    judge: (call: QuestionCall<Assertion | undefined>) => Promise<Assertion | undefined>,
  ): Promise<SentenceReading> {
    const { mentions: placed, unplaced } = ground(input.text, value ?? []);
    const mentions = placed.map((mention) => this.#withCertainty(mention));
    const judged = await Promise.all(
      mentions.map(async (mention): Promise<Mention> => {
        const call = encoderAssertionCall(input, mention, this.runtime.profile);
        const assertion = call && (await judge(call));
        return assertion === undefined ? mention : { ...mention, assertion, assertionSource: 'model' };
      }),
    );
    return {
      mentions: assertByRule(input.text, judged),
      unplaced,
      ...(failure === undefined ? {} : { failure }),
    };
  }

  #withCertainty(mention: Mention): Mention {
    const confidence = calibrated(mention.confidence, this.runtime.profile.measured?.calibration.entities);
    return confidence === undefined ? mention : { ...mention, confidence };
  }

  async #keyOf(sentence: string): Promise<string> {
    const known = this.#keys.get(sentence);
    if (known !== undefined) return known;
    const key = entitiesKey(this.runtime, this.schema, sentence, await this.examples?.key());
    this.#keys.set(sentence, key);
    return key;
  }
}

function nameOf(example: NerExample): string {
  return JSON.stringify(example);
}
