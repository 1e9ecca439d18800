import type * as z from 'zod';
import { concernsCall, ModelError } from '../models/error.js';
import type { ModelRuntime } from '../models/runtime.js';
import { askedBy, type Call, type PromptCall, type Reading } from '../tasks/task.js';
import type { ReadingCache } from './cache.js';
import { cacheKey } from './cache-key.js';
import { brokenBy } from './broken-reply.js';
import type { CallOptions, Scheduler } from './scheduler.js';

/** How often one unit is asked in a session while its replies cannot be used. */
const maxAttempts = 3;

/** More failed units than this are not remembered; the oldest may be asked again. */
const maxRemembered = 10_000;

/** What became of a unit: a value, whole or salvaged, and what was wrong with it. */
export interface Answer<T> {
  readonly value: T | undefined;
  /** The code of what makes it unfit to be kept; `value` then holds what could be saved. */
  readonly failure?: string;
}

/** From a question to an answer: the cache first, then the model; whole readings are kept. */
export class Asker {
  readonly #failed = new Map<string, { readonly attempts: number; readonly failure: string }>();

  constructor(
    private readonly scheduler: Scheduler,
    private readonly cache: ReadingCache,
  ) {}

  /**
   * Asks one call of a task.
   *
   * @param schema the shape of a whole answer, as the cache keeps it.
   * @throws ModelError or the signal's reason.
   */
  async ask<T>(
    runtime: ModelRuntime,
    call: Call<T | undefined>,
    schema: z.ZodType<T>,
    options: CallOptions,
  ): Promise<Answer<T>> {
    const key = cacheKey(runtime.model, [askedBy(call)]);
    const known = await this.known(key, schema);
    if (known) {
      return known;
    }
    try {
      return this.settle(key, await this.read(runtime, call, options));
    } catch (error) {
      if (error instanceof ModelError && concernsCall(error)) {
        this.fail(key, error.code);
      }
      throw error;
    }
  }

  /** What is known without a call: a kept answer, or that asking has failed too often. */
  async known<T>(key: string, schema: z.ZodType<T>): Promise<Answer<T> | undefined> {
    const value = await this.cache.get(key, schema);
    if (value !== undefined) {
      return { value };
    }
    const failed = this.#failed.get(key);
    return failed && failed.attempts >= maxAttempts
      ? { value: undefined, failure: failed.failure }
      : undefined;
  }

  /** Asks the model, whatever is known, and has it go on where it left what was asked. */
  async read<T>(runtime: ModelRuntime, call: Call<T>, options: CallOptions): Promise<Reading<T>> {
    return 'question' in call
      ? call.read(await this.scheduler.run(runtime, call.question, options))
      : this.#readReply(runtime, call, options);
  }

  /** Keeps a whole reading; of another, counts the attempt. */
  settle<T>(key: string, { value, problems }: Reading<T | undefined>): Answer<T> {
    const failure = brokenBy(problems, value) ?? (value === undefined ? 'empty' : undefined);
    if (failure === undefined) {
      this.#failed.delete(key);
      this.cache.set(key, value);
      return { value };
    }
    this.fail(key, failure);
    return { value, failure };
  }

  /** Counts an attempt that gave nothing. */
  fail(key: string, failure: string): void {
    const attempts = (this.#failed.get(key)?.attempts ?? 0) + 1;
    this.#failed.delete(key);
    this.#failed.set(key, { attempts, failure });
    for (const oldest of this.#failed.keys()) {
      if (this.#failed.size <= maxRemembered) {
        break;
      }
      this.#failed.delete(oldest);
    }
  }

  /** Lets everything be asked again. */
  forgive(): void {
    this.#failed.clear();
  }

  async #readReply<T>(
    runtime: ModelRuntime,
    call: PromptCall<T>,
    { about, ...options }: CallOptions,
  ): Promise<Reading<T>> {
    let asked = call;
    for (;;) {
      // What is left to ask rests on the reply before: its own prompt alone says what it is.
      const isFirst = asked === call && about !== undefined;
      const reply = await this.scheduler.run(
        runtime,
        asked.prompt,
        isFirst ? { ...options, about } : options,
      );
      const rest = asked.resume?.(reply);
      if (!rest) {
        return asked.read(reply);
      }
      asked = rest;
    }
  }
}
