import type { ModelProfile } from '../../tasks/profile.js';
import type { Prompt } from '../../tasks/task.js';
import { realTimer, type Timer } from '../../shared/timer.js';
import { collect } from '../collect.js';
import type { ServerLimits } from '../http/limits.js';
import { probe } from '../http/schema-probe.js';
import { patientRetries, StreamedCalls, type RetryTimes, type StreamPart } from '../http/streamed-calls.js';
import { longestThought, Thoughts } from '../http/thoughts.js';
import type { DeviceShare, ModelInfo, ModelRuntime, ReplyChunk } from '../runtime.js';
import { unlessAborted } from '../unless-aborted.js';
import { loadedModels, replyChunk, type ReplyPart } from './answers.js';
import { ask, clientFor } from './client.js';
import { sameModel } from './discovery.js';
import { contextOverflow, timedOut, toModelError, type CallContext } from './errors.js';
import { chatRequest, generateRequest } from './request.js';
import { findSchemaMode, type SchemaMode } from './schema-mode.js';

/** One model of an Ollama server. Every call is a request of its own, with its own socket to close. */
export class OllamaRuntime implements ModelRuntime {
  readonly slots: number;
  readonly #calls: StreamedCalls;
  #mode: Promise<SchemaMode> | undefined;
  #ignoresSchema = false;
  #thinks = false;

  constructor(
    readonly host: string,
    readonly model: ModelInfo,
    readonly profile: ModelProfile,
    limits: ServerLimits,
    retryTimes: RetryTimes = patientRetries,
    timer: Timer = realTimer,
  ) {
    this.slots = limits.slots;
    this.#calls = new StreamedCalls({ toModelError, timedOut }, limits, retryTimes, timer);
  }

  async *generate(prompt: Prompt, signal: AbortSignal): AsyncGenerator<ReplyChunk, void, undefined> {
    const isConstrained = prompt.mode === 'chat' && prompt.format !== undefined;
    yield* this.#generate(prompt, isConstrained ? await this.#schemaMode(signal) : 'plain', signal);
  }

  async device(signal: AbortSignal): Promise<DeviceShare> {
    const schema = {
      ...(this.#ignoresSchema ? { ignoresSchema: true } : {}),
      ...(this.#thinks ? { thinks: true } : {}),
    };
    try {
      const { models } = await ask({ host: this.host }, signal, async (client) =>
        loadedModels.parse(await client.ps()),
      );
      const loaded = models?.find(({ name }) => sameModel(name, this.model.name));
      if (!loaded) return schema;
      return {
        ...schema,
        ...(loaded.digest ? { digest: loaded.digest } : {}),
        ...(loaded.size > 0 ? { gpuShare: Math.min(1, (loaded.size_vram ?? 0) / loaded.size) } : {}),
      };
    } catch {
      return schema;
    }
  }

  dispose(): Promise<void> {
    this.#calls.dispose();
    return Promise.resolve();
  }

  /** Found once, by whoever asks first; a probe that fails is made again. */
  async #schemaMode(signal: AbortSignal): Promise<SchemaMode> {
    signal.throwIfAborted();
    this.#mode ??= this.#probe().catch((error: unknown) => {
      this.#mode = undefined;
      throw error;
    });
    return unlessAborted(this.#mode, signal);
  }

  async #probe(): Promise<SchemaMode> {
    // It ends with the runtime; the callers that wait for it come and go.
    const { signal } = new AbortController();
    const mode = await findSchemaMode(this.model, async (each) => {
      const { reply } = await collect(this.#generate(probe, each, signal), probe);
      return reply.text;
    });
    this.#ignoresSchema = mode === 'none';
    return mode;
  }

  #generate(
    prompt: Prompt,
    mode: SchemaMode,
    signal: AbortSignal,
  ): AsyncGenerator<ReplyChunk, void, undefined> {
    const call: CallContext = { host: this.host, model: this.model.name };
    const started = performance.now();
    return this.#calls.stream(call, signal, async (open) => {
      const client = clientFor(this.host, open);
      const { model, profile } = this;
      const stream =
        prompt.mode === 'raw'
          ? await client.generate(generateRequest(model, profile, prompt))
          : await client.chat(chatRequest(model, profile, prompt, mode));
      return this.#parts(stream, prompt, started, call);
    });
  }

  async *#parts(
    stream: AsyncIterable<unknown>,
    prompt: Prompt,
    started: number,
    call: CallContext,
  ): AsyncGenerator<StreamPart, void, undefined> {
    const thoughts = new Thoughts(prompt.format !== undefined);
    for await (const value of stream) {
      const part = replyChunk.parse(value);
      const chunk = this.#chunk(part, thoughts, started, call);
      this.#thinks ||= thoughts.length > 0;
      if (!isEmpty(part)) yield { chunk };
      else yield { isAlive: Boolean(part.message?.thinking) && thoughts.length <= longestThought };
    }
  }

  #chunk(part: ReplyPart, thoughts: Thoughts, started: number, call: CallContext): ReplyChunk {
    const chunk = answerOf(part, thoughts);
    if (!part.done) return chunk;
    const promptTokens = part.prompt_eval_count ?? 0;
    // A server that knows nothing of `truncate` cuts the prompt to the window and answers all the same.
    if (promptTokens >= this.profile.contextLength) throw contextOverflow(call);
    return {
      ...chunk,
      done: {
        finish: part.done_reason === 'length' ? 'length' : 'stop',
        promptTokens,
        outputTokens: part.eval_count ?? 0,
        milliseconds: performance.now() - started,
      },
    };
  }
}

/** What a chunk holds of the reply; of a chat, without the thoughts. */
function answerOf(part: ReplyPart, thoughts: Thoughts): ReplyChunk {
  const sent = part.logprobs?.map(({ token, logprob, top_logprobs: top }) => ({
    token,
    logprob,
    top: top ?? [],
  }));
  if (!part.message) return { text: part.response ?? '', ...(sent ? { tokens: sent } : {}) };
  const { content: text, thinking = '' } = part.message;
  const answer = thoughts.take({ text, thinking, tokens: sent ?? [], done: part.done });
  return { text: answer.text, ...(answer.tokens.length > 0 ? { tokens: answer.tokens } : {}) };
}

/** Whether a chunk says nothing at all, or only what the model thinks. */
function isEmpty({ response, message, logprobs, done }: ReplyPart): boolean {
  const isThought = Boolean(message?.thinking) && !message?.content;
  return !done && !response && !message?.content && (isThought || !logprobs?.length);
}
