import { setImmediate } from 'node:timers/promises';
import { ground } from '../grounding/ground.js';
import { assertByRule } from '../tasks/assertion/context.js';
import type { QuotedMention } from '../tasks/ner/entity.js';
import { nerCalls, type NerInput } from '../tasks/ner/ner.js';
import type { ReplyProblem } from '../tasks/task.js';
import type { Answer } from '../asking/ask.js';
import { mentionsShape } from '../asking/cached-shapes.js';
import { entitiesKey } from '../asking/entities-key.js';
import { brokenBy } from '../asking/failure.js';
import type { Pass, PassContext, Unit } from './pass.js';
import { readingOrder } from './reading-order.js';
import type { ReadingCursor } from './reading-cursor.js';
import type { CallOptions } from '../asking/scheduler.js';

/** How long answers that are kept are taken in without letting others in, in milliseconds. */
const longestStretch = 10;

type Mentions = readonly QuotedMention[];

/** Reads the entities of the sentences that the model has not read yet. */
export class EntitiesPass implements Pass {
  /** Sentences that are being read. */
  readonly #taken = new Set<string>();
  /** Sentences whose reading failed since the run began or was last told to try again. */
  #failed = new Set<string>();
  /** Cache keys of the sentences that are not read yet. */
  readonly #keys = new Map<string, string>();

  constructor(
    private readonly context: PassContext,
    private readonly cursor: ReadingCursor,
  ) {}

  /** Whether a sentence still waits to be read, or is being read. */
  get unfinished(): boolean {
    return this.#taken.size > 0 || this.cursor.peek(this.#isOpen, false) !== undefined;
  }

  /**
   * Puts in what is kept from before, so that it does not wait behind what has to be asked.
   *
   * @param goesOn looked at before each sentence.
   * @param onFound called when an answer is in the document.
   */
  async recall(goesOn: () => boolean, onFound: () => void): Promise<void> {
    let lastPause = performance.now();
    for (const sentence of readingOrder(this.context.document).sentences) {
      if (!goesOn()) {
        return;
      }
      if (!this.#isOpen(sentence)) {
        continue;
      }
      const known = await this.context.asker.known(this.#keyOf(sentence), mentionsShape);
      if (known?.value !== undefined && goesOn() && this.#isOpen(sentence)) {
        this.#put(sentence, this.#failed, known);
        onFound();
      }
      if (performance.now() - lastPause > longestStretch) {
        await setImmediate();
        lastPause = performance.now();
      }
    }
  }

  next(onlyVisible: boolean): Unit | undefined {
    const sentences: string[] = [];
    while (sentences.length < Math.max(1, this.context.runtime.profile.sentencesPerCall)) {
      const sentence = this.cursor.peek(this.#isOpen, onlyVisible);
      if (sentence === undefined) {
        break;
      }
      this.#taken.add(sentence);
      sentences.push(sentence);
    }
    return sentences.length === 0 ? undefined : this.#unit(sentences);
  }

  forgive(): void {
    this.#failed = new Set();
    this.cursor.rewind();
  }

  readonly #isOpen = (sentence: string): boolean => {
    const { document, stamp, wanted } = this.context;
    if (this.#taken.has(sentence) || !wanted.has(sentence)) {
      return false;
    }
    const result = document.resultOf(sentence);
    return result?.stamp !== stamp || (result.failure !== undefined && !this.#failed.has(sentence));
  };

  #unit(sentences: readonly string[]): Unit {
    const { cursor } = this;
    const failed = this.#failed;
    return {
      sentences,
      priority: () =>
        this.context.priority === 'background' && sentences.some((sentence) => cursor.isVisible(sentence))
          ? 'visible'
          : this.context.priority,
      work: async (options) => {
        await this.#read(sentences, failed, options);
        this.#free(sentences, failed);
      },
      fail: (code) => {
        for (const sentence of sentences) {
          this.context.asker.fail(this.#keyOf(sentence), code);
          this.#put(sentence, failed, { value: undefined, failure: code });
        }
        this.#free(sentences, failed);
      },
      release: () => {
        this.#free(sentences, failed);
        cursor.rewind();
      },
    };
  }

  #free(sentences: readonly string[], failed: ReadonlySet<string>): void {
    for (const sentence of sentences) {
      this.#taken.delete(sentence);
      this.#keys.delete(sentence);
    }
    if (failed !== this.#failed) {
      // Asked before someone tried again: where it failed, it is open once more.
      this.cursor.rewind();
    }
  }

  async #read(sentences: readonly string[], failed: Set<string>, options: CallOptions): Promise<void> {
    const unknown: string[] = [];
    for (const sentence of sentences) {
      const known = await this.context.asker.known(this.#keyOf(sentence), mentionsShape);
      if (options.signal.aborted) {
        return;
      }
      if (known) {
        this.#put(sentence, failed, known);
      } else {
        unknown.push(sentence);
      }
    }
    if (unknown.length > 0) {
      await this.#ask(unknown, failed, options);
    }
  }

  async #ask(sentences: readonly string[], failed: Set<string>, options: CallOptions): Promise<void> {
    const { asker, runtime, options: analysis } = this.context;
    const found: QuotedMention[][] = sentences.map(() => []);
    const problems: ReplyProblem[] = [];
    const inputs = sentences.map((sentence) => this.#inputOf(sentence));
    const [only = '', ...others] = sentences;
    for (const [index, call] of nerCalls(inputs, analysis.schema, runtime.profile).entries()) {
      // Two analyses may show a sentence in the contexts that it had when each came to it, and need one answer.
      const about = others.length === 0 ? { about: `${this.#keyOf(only)}:${index}` } : {};
      const reading = await asker.read(runtime, call, { ...options, ...about });
      problems.push(...reading.problems);
      for (const [index, mentions] of reading.value.entries()) {
        found[index]?.push(...mentions);
      }
    }
    if (sentences.length > 1 && brokenBy(problems, found.flat()) !== undefined) {
      // One sentence spoiled the reply for all of them: each is asked for itself.
      for (const sentence of sentences) {
        await this.#ask([sentence], failed, options);
      }
      return;
    }
    for (const [index, sentence] of sentences.entries()) {
      this.#put(sentence, failed, asker.settle(this.#keyOf(sentence), { value: found[index], problems }));
    }
  }

  #put(sentence: string, failed: Set<string>, { value, failure }: Answer<Mentions>): void {
    const { document, options, stamp } = this.context;
    const { mentions, unplaced } = ground(sentence, value ?? []);
    if (failure !== undefined) {
      failed.add(sentence);
    }
    document.setEntities(
      sentence,
      {
        stamp,
        mentions: assertByRule(sentence, mentions),
        unplaced,
        ...(failure === undefined ? {} : { failure }),
      },
      options.schema,
    );
  }

  #keyOf(sentence: string): string {
    const { runtime, options } = this.context;
    const key = this.#keys.get(sentence) ?? entitiesKey(runtime, options.schema, sentence);
    this.#keys.set(sentence, key);
    return key;
  }

  #inputOf(sentence: string): NerInput {
    const { sentences, texts } = this.context.document;
    const index = texts.get(sentence) ?? -1;
    const section = sentences[index]?.section;
    const [before, after] = [sentences[index - 1], sentences[index + 1]];
    return {
      text: sentence,
      ...(before?.section === section && before ? { before: before.text } : {}),
      ...(after?.section === section && after ? { after: after.text } : {}),
    };
  }
}
