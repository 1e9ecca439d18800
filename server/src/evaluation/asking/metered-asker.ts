import type * as z from 'zod';
import { Asker, type Answer } from '../../asking/ask.js';
import type { ReadingCache } from '../../asking/cache.js';
import type { CallOptions, Scheduler } from '../../asking/scheduler.js';
import type { ModelRuntime } from '../../models/runtime.js';
import type { Question } from '../../tasks/question.js';
import { askedBy, type Call, type Prompt, type PromptCall, type Reading } from '../../tasks/task.js';
import type { Meter } from './meter.js';

/** The editor's path from a question to an answer, with every call counted. */
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
    this.meter.aboutUnlessKnown(runtime.model, askedBy(call));
    await this.meter.count(runtime.model, askedBy(call));
    return answer;
  }

  override async read<T>(runtime: ModelRuntime, call: Call<T>, options: CallOptions): Promise<Reading<T>> {
    const asked: (Prompt | Question)[] = [];
    const reading = await super.read(runtime, followed(call, asked), options);
    this.meter.read(runtime.model, asked, reading.problems);
    return reading;
  }
}

/** The same call, which also records what it asks and the prompts that continue it. */
function followed<T>(call: Call<T>, asked: (Prompt | Question)[]): Call<T> {
  if (!('question' in call)) return followedPrompt(call, asked);
  asked.push(call.question);
  return call;
}

function followedPrompt<T>(call: PromptCall<T>, asked: (Prompt | Question)[]): PromptCall<T> {
  asked.push(call.prompt);
  return {
    prompt: call.prompt,
    read: (reply) => call.read(reply),
    resume: (reply) => {
      const rest = call.resume?.(reply);
      return rest && followedPrompt(rest, asked);
    },
  };
}
