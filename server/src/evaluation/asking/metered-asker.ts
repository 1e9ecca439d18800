import type * as z from 'zod';
import { Asker, type Answer } from '../../asking/ask.js';
import type { ReadingCache } from '../../asking/cache.js';
import type { CallOptions, Scheduler } from '../../asking/scheduler.js';
import type { ModelRuntime } from '../../models/runtime.js';
import type { Call, Prompt, Reading } from '../../tasks/task.js';
import type { Meter } from './meter.js';

/** The editor's own way from a question to an answer, with every call counted. */
export class MeteredAsker extends Asker {
  constructor(
    scheduler: Scheduler,
    cache: ReadingCache,
    private readonly meter: Meter,
  ) {
    super(scheduler, cache);
  }

  override async ask<T>(
    runtime: ModelRuntime,
    call: Call<T | undefined>,
    schema: z.ZodType<T>,
    options: CallOptions,
  ): Promise<Answer<T>> {
    const answer = await super.ask(runtime, call, schema, options);
    await this.meter.count(runtime.model, call.prompt);
    return answer;
  }

  override async read<T>(runtime: ModelRuntime, call: Call<T>, options: CallOptions): Promise<Reading<T>> {
    const prompts: Prompt[] = [];
    const reading = await super.read(runtime, followed(call, prompts), options);
    this.meter.read(runtime.model, prompts, reading.problems);
    return reading;
  }
}

/** The same call, which notes its prompt and those with which it goes on. */
function followed<T>(call: Call<T>, prompts: Prompt[]): Call<T> {
  prompts.push(call.prompt);
  return {
    prompt: call.prompt,
    read: (reply) => call.read(reply),
    resume: (reply) => {
      const rest = call.resume?.(reply);
      return rest && followed(rest, prompts);
    },
  };
}
