import pRetry from 'p-retry';
import type { Settings } from '../../shared/protocol.js';
import type { ModelProfile } from '../../tasks/profile.js';
import type { Prompt } from '../../tasks/task.js';
import { realTimer, type Timer } from '../../shared/timer.js';
import { ModelError } from '../error.js';
import { OpenCalls } from '../open-calls.js';
import type { DeviceShare, ModelInfo, ModelRuntime, ReplyChunk } from '../runtime.js';
import { switched } from '../switched.js';
import { watchdog, type Watchdog } from '../watchdog.js';
import { loadedModels, replyChunk, type ReplyPart } from './answers.js';
import { ask, clientFor } from './client.js';
import { sameModel } from './discovery.js';
import { contextOverflow, timedOut, toModelError, type CallContext } from './errors.js';
import { chatRequest, generateRequest } from './request.js';
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
    const call: CallContext = { host: this.host, model: this.model.name };
    const { signal: caller, end } = this.#calls.begin(signal);
    const ended = new AbortController();
    const limit = watchdog(this.timer);
    const whole = watchdog(this.timer);
    const any = AbortSignal.any([caller, ended.signal, limit.signal, whole.signal]);
    const started = performance.now();
    const thoughts = new Thoughts(prompt.format !== undefined);
    try {
      const stream = await this.#start(prompt, any, limit, call);
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

  async device(signal: AbortSignal): Promise<DeviceShare> {
    try {
      const { models } = await ask({ host: this.host }, signal, async (client) =>
        loadedModels.parse(await client.ps()),
      );
      const loaded = models?.find(({ name }) => sameModel(name, this.model.name));
      if (!loaded) return {};
      return {
        ...(loaded.digest ? { digest: loaded.digest } : {}),
        ...(loaded.size > 0 ? { gpuShare: Math.min(1, (loaded.size_vram ?? 0) / loaded.size) } : {}),
      };
    } catch {
      return {};
    }
  }

  dispose(): Promise<void> {
    this.#calls.endAll(switched());
    return Promise.resolve();
  }

  /** Opens the stream; a server with a full queue is asked again, any other failure is final. */
  #start(
    prompt: Prompt,
    signal: AbortSignal,
    limit: Watchdog,
    call: CallContext,
  ): Promise<AsyncIterable<unknown>> {
    const attempt = async (): Promise<AsyncIterable<unknown>> => {
      limit.expect(this.settings.firstTokenTimeout);
      const client = clientFor(this.host, signal);
      try {
        return prompt.mode === 'raw'
          ? await client.generate(generateRequest(this.model, this.profile, prompt, this.settings.keepAlive))
          : await client.chat(chatRequest(this.model, this.profile, prompt, this.settings.keepAlive));
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
