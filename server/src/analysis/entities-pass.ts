import { setImmediate } from 'node:timers/promises';
import type { CallOptions } from '../asking/scheduler.js';
import { SentenceReader, type SentenceReading } from '../asking/sentence-reader.js';
import type { NerInput } from '../tasks/ner/ner-input.js';
import { readerOf } from './options.js';
import type { Pass, PassContext, Unit } from './pass.js';
import { readingOrder } from './reading-order.js';
import type { ReadingCursor } from './reading-cursor.js';

/** How long cached readings are taken in before other work gets a turn, in milliseconds. */
const longestStretch = 10;

/** Reads the entities of the sentences that the model has not read yet. */
export class EntitiesPass implements Pass {
  readonly #reader: SentenceReader;
  /** Whether the reading of a sentence also depends on its heading. */
  readonly #readsHeadings: boolean;
  /** Sentences that are being read. */
  readonly #taken = new Set<string>();
  /** Sentences that failed since the analysis began or was last told to try again. */
  #failed = new Set<string>();

  constructor(
    private readonly context: PassContext,
    private readonly cursor: ReadingCursor,
  ) {
    const { asker, examples, options } = context;
    const reader = readerOf(context.runtime, options);
    this.#reader = new SentenceReader(asker, reader, options.schema, examples);
    this.#readsHeadings = reader.profile.encoder?.labels.assertion !== undefined;
  }

  /** Whether a sentence still waits to be read, or is being read. */
  get unfinished(): boolean {
    return this.#taken.size > 0 || this.cursor.peek(this.#isOpen, false) !== undefined;
  }

  /**
   * Takes in every cached reading at once, so none waits behind sentences that must be asked about.
   *
   * @param goesOn checked before each sentence.
   * @param onFound called when a reading is in the document.
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
      const known = await this.#reader.known(this.#inputOf(sentence));
      if (known && known.failure === undefined && goesOn() && this.#isOpen(sentence)) {
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
    const sentence = this.cursor.peek(this.#isOpen, onlyVisible);
    if (sentence === undefined) {
      return undefined;
    }
    this.#taken.add(sentence);
    return this.#unit(sentence);
  }

  forgive(): void {
    this.#failed = new Set();
    this.cursor.rewind();
  }

  readonly #isOpen = (sentence: string): boolean => {
    const { counts, document, stamp, wanted } = this.context;
    if (this.#taken.has(sentence) || !wanted.has(sentence)) {
      return false;
    }
    const result = document.resultOf(sentence);
    if (result?.stamp === stamp && this.#readsHeadings && result.heading !== document.headingOf(sentence)) {
      return true;
    }
    return !counts(result) || (result?.failure !== undefined && !this.#failed.has(sentence));
  };

  #unit(sentence: string): Unit {
    const { cursor } = this;
    const failed = this.#failed;
    return {
      sentences: [sentence],
      priority: () =>
        this.context.priority === 'background' && cursor.isVisible(sentence)
          ? 'visible'
          : this.context.priority,
      work: async (options: CallOptions) => {
        const reading = await this.#reader.read(this.#inputOf(sentence), options);
        if (!options.signal.aborted) {
          this.#put(sentence, failed, reading);
        }
        this.#free(sentence, failed);
      },
      fail: (code) => {
        this.#put(sentence, failed, this.#reader.fail(sentence, code));
        this.#free(sentence, failed);
      },
      release: () => {
        this.#free(sentence, failed);
        cursor.rewind();
      },
    };
  }

  #free(sentence: string, failed: ReadonlySet<string>): void {
    this.#taken.delete(sentence);
    if (failed !== this.#failed) {
      // Someone tried again meanwhile: if the sentence failed, it is open again.
      this.cursor.rewind();
    }
  }

  #put(sentence: string, failed: Set<string>, reading: SentenceReading): void {
    const { document, options, stamp } = this.context;
    if (reading.failure !== undefined) {
      failed.add(sentence);
    }
    const heading = document.headingOf(sentence);
    document.setEntities(
      sentence,
      { stamp, ...reading, ...(heading === undefined ? {} : { heading }) },
      options.schema,
    );
  }

  #inputOf(sentence: string): NerInput {
    const { document } = this.context;
    const { sentences, texts } = document;
    const index = texts.get(sentence) ?? -1;
    const section = sentences[index]?.section;
    const [before, after] = [sentences[index - 1], sentences[index + 1]];
    return {
      text: sentence,
      ...(before?.section === section && before ? { before: before.text } : {}),
      ...(after?.section === section && after ? { after: after.text } : {}),
      ...document.contextOf(sentence),
    };
  }
}
