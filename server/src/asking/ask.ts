import type * as z from 'zod';
import { concernsCall, ModelError } from '../models/error.js';
import type { ModelRuntime } from '../models/runtime.js';
import { askedBy, type Call, type PromptCall, type Reading } from '../tasks/task.js';
import type { ReadingCache } from './cache.js';
import { cacheKey } from './cache-key.js';
import { brokenBy } from './broken-reply.js';
import type { CallOptions, Scheduler } from './scheduler.js';

/** How many unusable replies to a question BioNote accepts in a session before it stops asking. */
const maxAttempts = 3;

/** How many failed questions are remembered. The oldest is forgotten first and may be asked again. */
const maxRemembered = 10_000;

/** The answer to a question: a value, whole or salvaged, and what was wrong with it. */
export interface Answer<T> {
  readonly value: T | undefined;
  /** Why the answer is not cached, as a code; `value` then holds what could be salvaged. */
  readonly failure?: string;
}

/** Answers questions from the cache, or else from the model. Caches complete readings. */
export class Asker {
  readonly #failed = new Map<string, { readonly attempts: number; readonly failure: string }>();

  constructor(
    private readonly scheduler: Scheduler,
    private readonly cache: ReadingCache,
  ) {}

  /**
   * Asks a single call of a task.
   *
   * @param schema the shape of a whole answer in the cache.
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

  /** What is known without a call: a cached answer, or that the question has failed too often. */
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

  /**
   * Asks the model without looking at the cache. Where the task wants the reply continued or corrected, asks for
   * the rest.
   */
  async read<T>(runtime: ModelRuntime, call: Call<T>, options: CallOptions): Promise<Reading<T>> {
    return 'question' in call
      ? call.read(await this.scheduler.run(runtime, call.question, options))
      : this.#readReply(runtime, call, options);
  }

  /** Caches a whole reading. Any other counts as a failed attempt. */
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

  /** Counts a failed attempt. */
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

  /** Forgets all failed attempts, so everything may be asked again. */
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
      // The rest depends on the reply so far, so only its own prompt identifies it.
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
