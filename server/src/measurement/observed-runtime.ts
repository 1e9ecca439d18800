import { DelegatingRuntime } from '../models/delegating-runtime.js';
import type { Encoded, ReplyChunk } from '../models/runtime.js';
import type { Question } from '../tasks/question.js';
import type { Prompt } from '../tasks/task.js';

/** A runtime that notes what came with the replies. */
export class ObservedRuntime extends DelegatingRuntime {
  /** Whether any reply brought alternatives with their probabilities. */
  givesProbabilities = false;
  /** Whether any reply began with thoughts. */
  thinksAloud = false;

  override async *generate(prompt: Prompt, signal: AbortSignal): AsyncGenerator<ReplyChunk, void, undefined> {
    let beginning = '';
    for await (const chunk of this.inner.generate(prompt, signal)) {
      this.givesProbabilities ||= chunk.tokens?.some(({ top }) => top.length > 0) ?? false;
      if (beginning.length < 20) beginning += chunk.text;
      yield chunk;
    }
    this.thinksAloud ||= /^\s*<think>/.test(beginning);
  }

  override async encode(question: Question, signal: AbortSignal): Promise<Encoded> {
    const encoded = await super.encode(question, signal);
    this.givesProbabilities = true;
    return encoded;
  }
}
