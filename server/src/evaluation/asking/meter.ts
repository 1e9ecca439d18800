import * as z from 'zod';
import type { ReadingCache } from '../../asking/cache.js';
import { cacheKey, sha256 } from '../../asking/cache-key.js';
import type { ModelInfo, ReplyStatistics } from '../../models/runtime.js';
import type { Question } from '../../tasks/question.js';
import type { Prompt, ReplyProblem } from '../../tasks/task.js';

/** The cost of calls, and the problems in their replies, over a whole data set. */
export interface CallTotals {
  /** Calls behind the answers, including those of an earlier run. A sentence may need several. */
  readonly calls: number;
  /** Number of them made in this run; the others came from the cache. */
  readonly made: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  /** Time that the engine worked on them. */
  readonly milliseconds: number;
  /** Words of the texts asked about, without the instructions; a sentence counts once per call. */
  readonly words: number;
  /** Replies with at least one unusable item. */
  readonly repliesWithProblems: number;
  /** Number of unusable items in replies, by the readers' codes. */
  readonly problems: Readonly<Record<string, number>>;
  /** Task, dialect and version of every prompt that was used. */
  readonly prompts: readonly string[];
}

type Asked = Prompt | Question;

/** What the engine reported about an answered call. */
export type CallCost = Pick<ReplyStatistics, 'promptTokens' | 'outputTokens' | 'milliseconds'>;

const recordShape = z.object({
  calls: z.number().min(1),
  promptTokens: z.number().min(0),
  outputTokens: z.number().min(0),
  milliseconds: z.number().min(0),
  problems: z.array(z.object({ code: z.string(), count: z.number().min(0) })),
});

type CallRecord = z.infer<typeof recordShape>;

/**
 * Counts the cost of calls. Each call's record is stored with its answer, so that a resumed run knows the cost
 * of earlier calls.
 */
export class Meter {
  readonly #statistics = new WeakMap<Asked, CallCost>();
  readonly #records = new Map<string, CallRecord | undefined>();
  readonly #words = new Map<string, number>();
  readonly #prompts = new Set<string>();
  #made = 0;

  constructor(private readonly cache: ReadingCache) {}

  /** Records what a call is about, in case it is counted. */
  about(model: ModelInfo, asked: Asked, ...texts: readonly string[]): void {
    const words = texts.reduce((sum, text) => sum + (text.match(/\S+/gu)?.length ?? 0), 0);
    this.#words.set(keyOf(model, asked), words);
  }

  /** Records the texts that stand in what is asked, where nobody has said what the call is about. */
  aboutUnlessKnown(model: ModelInfo, asked: Asked): void {
    if (this.#words.has(keyOf(model, asked))) return;
    if ('input' in asked) this.about(model, asked, asked.input);
    else if (asked.kind === 'label') this.about(model, asked, asked.first, asked.second);
    else this.about(model, asked, asked.text);
  }

  /** Records what the engine reported about an answered call. */
  answered(asked: Asked, cost: CallCost): void {
    this.#made++;
    this.#statistics.set(asked, cost);
  }

  /**
   * Records how the reply to a call could be read.
   *
   * @param asked the prompt or question of the call, and the prompts with which it went on.
   */
  read(model: ModelInfo, asked: readonly Asked[], problems: readonly ReplyProblem[]): void {
    const [first] = asked;
    const statistics = asked.flatMap((each) => this.#statistics.get(each) ?? []);
    // A shared call is recorded by the other caller.
    if (first && statistics.length > 0) {
      const sum = (field: 'promptTokens' | 'outputTokens' | 'milliseconds'): number =>
        statistics.reduce((total, each) => total + each[field], 0);
      const record = {
        calls: statistics.length,
        promptTokens: sum('promptTokens'),
        outputTokens: sum('outputTokens'),
        milliseconds: sum('milliseconds'),
        problems: [...problems],
      };
      const key = keyOf(model, first);
      this.#records.set(key, record);
      this.cache.set(key, record);
    }
  }

  /** Adds a call to the totals, once, whether it was made now or its answer was cached. */
  async count(model: ModelInfo, asked: Asked): Promise<void> {
    this.#prompts.add(`${asked.task} ${asked.dialect} ${asked.version}`);
    const key = keyOf(model, asked);
    if (!this.#records.has(key)) {
      this.#records.set(key, undefined);
      const kept = await this.cache.get(key, recordShape);
      this.#records.set(key, this.#records.get(key) ?? kept);
    }
  }

  totals(): CallTotals {
    // The cost of a cached answer without a record is unknown, so its words do not count either.
    const known = [...this.#records].flatMap(([key, record]) => (record ? [{ key, record }] : []));
    const records = known.map(({ record }) => record);
    const sum = (field: 'calls' | 'promptTokens' | 'outputTokens' | 'milliseconds'): number =>
      records.reduce((total, record) => total + record[field], 0);
    const problems: Record<string, number> = {};
    for (const { code, count } of records.flatMap((record) => record.problems)) {
      problems[code] = (problems[code] ?? 0) + count;
    }
    return {
      calls: sum('calls'),
      made: this.#made,
      promptTokens: sum('promptTokens'),
      outputTokens: sum('outputTokens'),
      milliseconds: sum('milliseconds'),
      words: known.reduce((total, { key }) => total + (this.#words.get(key) ?? 0), 0),
      repliesWithProblems: records.filter((record) => record.problems.length > 0).length,
      problems,
      prompts: [...this.#prompts].sort(),
    };
  }
}

function keyOf(model: ModelInfo, asked: Asked): string {
  return sha256('evaluation-call', cacheKey(model, [asked]));
}
