import { relationCall } from '../tasks/relations/relations.js';
import { verdictShape } from '../asking/cached-shapes.js';
import { ownThreshold, withCertainty } from './options.js';
import type { Pass, PassContext, Unit } from './pass.js';
import type { ReadingCursor } from './reading-cursor.js';
import type { PairVerdict, SentenceResult } from './results.js';
import type { CallOptions } from '../asking/scheduler.js';

/** Asks about each pair of mentions that may be related according to the schema. */
export class RelationsPass implements Pass {
  /** Pairs that are being asked about. */
  readonly #taken = new Pairs();
  /** Pairs that failed since the run began or last tried again. */
  #failed = new Pairs();
  #readings = -1;

  constructor(
    private readonly context: PassContext,
    private readonly cursor: ReadingCursor,
  ) {}

  next(onlyVisible: boolean): Unit | undefined {
    if (onlyVisible || !this.context.options.relations.enabled) {
      return undefined;
    }
    if (this.#readings !== this.context.document.readings) {
      this.#readings = this.context.document.readings;
      this.cursor.rewind();
    }
    const sentence = this.cursor.peek((text) => this.#openPair(text) !== undefined, false);
    const open = sentence === undefined ? undefined : this.#openPair(sentence);
    if (sentence === undefined || !open) {
      return undefined;
    }
    return this.#unit(sentence, open.result, open.index);
  }

  forgive(): void {
    this.#failed = new Pairs();
    this.cursor.rewind();
  }

  #openPair(sentence: string): { result: SentenceResult; index: number } | undefined {
    const { counts, document, wanted } = this.context;
    const result = wanted.has(sentence) ? document.resultOf(sentence) : undefined;
    if (!result || !counts(result)) {
      return undefined;
    }
    const taken = this.#taken.of(result);
    const failed = this.#failed.of(result);
    const index = result.candidates.findIndex((_, candidate) => {
      const verdict = result.verdicts[candidate];
      const isOpen = !counts(verdict) || (verdict?.failure !== undefined && !failed.has(candidate));
      return isOpen && !taken.has(candidate);
    });
    return index < 0 ? undefined : { result, index };
  }

  #unit(sentence: string, result: SentenceResult, index: number): Unit {
    const { document, priority, stamp } = this.context;
    const taken = this.#taken.of(result).add(index);
    const failed = this.#failed;
    const put = (verdict: Omit<PairVerdict, 'stamp'>): void => {
      document.setVerdict(sentence, result, index, { stamp, ...verdict });
      if (verdict.failure !== undefined) {
        failed.of(result).add(index);
      }
      taken.delete(index);
      if (failed !== this.#failed) {
        // Someone tried again meanwhile: if this pair failed, it is open again.
        this.cursor.rewind();
      }
    };
    return {
      sentences: [sentence],
      priority: () => priority,
      work: async (options) => {
        put(await this.#ask(sentence, result, index, options));
      },
      fail: (failure) => {
        put({ failure });
      },
      release: () => {
        taken.delete(index);
        this.cursor.rewind();
      },
    };
  }

  async #ask(
    sentence: string,
    { candidates, mentions }: SentenceResult,
    index: number,
    options: CallOptions,
  ): Promise<Omit<PairVerdict, 'stamp'>> {
    const { asker, document, options: wanted, runtime } = this.context;
    const candidate = candidates[index];
    const head = candidate && mentions[candidate.head];
    const tail = candidate && mentions[candidate.tail];
    if (!head || !tail) {
      return {};
    }
    const input = {
      text: sentence,
      relations: wanted.schema.relations,
      ...document.contextOf(sentence),
    };
    const call = relationCall(input, head, tail, candidate.types, runtime.profile);
    if (!call) {
      return {};
    }
    const { value, failure } = await asker.ask(runtime, call, verdictShape, options);
    if (failure !== undefined) {
      return { failure };
    }
    // A cached answer only names the type; the schema defines it.
    const type = candidate.types.find(({ code }) => code === value?.type?.code);
    const raw = value?.probability === undefined ? {} : { probability: value.probability };
    const certainty = type ? withCertainty(raw, runtime.profile, 'relations') : raw;
    return {
      ...(type ? { type } : {}),
      ...certainty,
      ...ownThreshold(runtime.profile, 'relation'),
    };
  }
}

/** A set of pairs for each sentence, by index. */
class Pairs {
  readonly #indexes = new WeakMap<SentenceResult['candidates'], Set<number>>();

  of({ candidates }: SentenceResult): Set<number> {
    const indexes = this.#indexes.get(candidates) ?? new Set();
    this.#indexes.set(candidates, indexes);
    return indexes;
  }
}
