import pRetry from 'p-retry';
import type { Settings } from '../../shared/protocol.js';
import type { ModelProfile } from '../../tasks/profile.js';
import type { Prompt } from '../../tasks/task.js';
import { realTimer, type Timer } from '../../shared/timer.js';
import { collect } from '../collect.js';
import { ModelError } from '../error.js';
import { OpenCalls } from '../open-calls.js';
import type { DeviceShare, ModelInfo, ModelRuntime, ReplyChunk } from '../runtime.js';
import { switched } from '../switched.js';
import { unlessAborted } from '../unless-aborted.js';
import { watchdog, type Watchdog } from '../watchdog.js';
import { loadedModels, replyChunk, type ReplyPart } from './answers.js';
import { ask, clientFor } from './client.js';
import { sameModel } from './discovery.js';
import { contextOverflow, timedOut, toModelError, type CallContext } from './errors.js';
import { chatRequest, generateRequest } from './request.js';
import { findSchemaMode, probe, type SchemaMode } from './schema-mode.js';
import { Thoughts } from './thoughts.js';

/** When a busy server is asked again, in milliseconds; each wait is twice the one before. */
export interface RetryTimes {
  readonly retries: number;
  readonly first: number;
  readonly longest: number;
}

/** Waits that add up to about 15 seconds. */
export const patientRetries: RetryTimes = { retries: 6, first: 250, longest: 8000 };

/** Thoughts that count as a sign of life, in UTF-16 units; a model that goes on beyond them is not waited for. */
const longestThought = 100_000;

/** A reply may take this many times as long as the pause that is allowed between two of its tokens. */
const longestReply = 20;

/** One model of an Ollama server. Every call is a request of its own, with its own socket to close. */
export class OllamaRuntime implements ModelRuntime {
  readonly slots: number;
  readonly #calls = new OpenCalls();
  #mode: Promise<SchemaMode> | undefined;
  #ignoresSchema = false;

  constructor(
    readonly host: string,
    readonly model: ModelInfo,
    readonly profile: ModelProfile,
    private readonly settings: Settings['ollama'],
    private readonly retryTimes: RetryTimes = patientRetries,
    private readonly timer: Timer = realTimer,
  ) {
    this.slots = settings.parallelRequests;
  }

  async *generate(prompt: Prompt, signal: AbortSignal): AsyncGenerator<ReplyChunk, void, undefined> {
    const isConstrained = prompt.mode === 'chat' && prompt.format !== undefined;
    yield* this.#generate(prompt, isConstrained ? await this.#schemaMode(signal) : 'plain', signal);
  }

  async device(signal: AbortSignal): Promise<DeviceShare> {
    const schema = this.#ignoresSchema ? { ignoresSchema: true } : {};
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
    this.#calls.endAll(switched());
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

  async *#generate(
    prompt: Prompt,
    mode: SchemaMode,
    signal: AbortSignal,
  ): AsyncGenerator<ReplyChunk, void, undefined> {
    const call: CallContext = { host: this.host, model: this.model.name };
    const { signal: caller, end } = this.#calls.begin(signal);
    const ended = new AbortController();
    const limit = watchdog(this.timer);
    const whole = watchdog(this.timer);
    const any = AbortSignal.any([caller, ended.signal, limit.signal, whole.signal]);
    const started = performance.now();
    const thoughts = new Thoughts(prompt.format !== undefined);
    try {
      const stream = await this.#start(prompt, mode, any, limit, call);
      whole.expect(longestReply * this.settings.idleTimeout);
      for await (const value of stream) {
        const part = replyChunk.parse(value);
        const chunk = this.#chunk(part, thoughts, started, call);
        if (!isEmpty(part)) {
          limit.stop();
          yield chunk;
        } else if (!part.message?.thinking || thoughts.length > longestThought) {
          // No sign of life: the limit that runs goes on.
          continue;
        }
        limit.expect(this.settings.idleTimeout);
      }
    } catch (error) {
      if (caller.aborted) throw caller.reason;
      const isLate = limit.signal.aborted || whole.signal.aborted;
      throw isLate ? timedOut(call, error) : toModelError(error, call);
    } finally {
      limit.stop();
      whole.stop();
      // Also where the caller stopped reading: leaving the stream alone does not stop the server.
      ended.abort();
      end();
    }
  }

  /** Opens the stream; a server with a full queue is asked again, any other failure is final. */
  #start(
    prompt: Prompt,
    mode: SchemaMode,
    signal: AbortSignal,
    limit: Watchdog,
    call: CallContext,
  ): Promise<AsyncIterable<unknown>> {
    const attempt = async (): Promise<AsyncIterable<unknown>> => {
      limit.expect(this.settings.firstTokenTimeout);
      const client = clientFor(this.host, signal);
      try {
        const { model, profile, settings } = this;
        return prompt.mode === 'raw'
          ? await client.generate(generateRequest(model, profile, prompt, settings.keepAlive))
          : await client.chat(chatRequest(model, profile, prompt, settings.keepAlive, mode));
      } catch (error) {
        throw toModelError(error, call);
      }
    };
    return pRetry(attempt, {
      retries: this.retryTimes.retries,
      minTimeout: this.retryTimes.first,
      maxTimeout: this.retryTimes.longest,
      randomize: true,
      signal,
      shouldRetry: ({ error }) => error instanceof ModelError && error.code === 'busy',
    });
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
