import type { ModelProfile } from '../../tasks/profile.js';
import type { Prompt } from '../../tasks/task.js';
import type { Timer } from '../../shared/timer.js';
import { collect } from '../collect.js';
import type { CallContext } from '../http/failures.js';
import type { ServerLimits } from '../http/limits.js';
import { probe } from '../http/schema-probe.js';
import { StreamedCalls, type RetryTimes, type StreamPart } from '../http/streamed-calls.js';
import type { DeviceShare, ModelInfo, ModelRuntime, ReplyChunk } from '../runtime.js';
import { unlessAborted } from '../unless-aborted.js';
import { findAbilities, type Probed } from './abilities.js';
import { post, type Address } from './client.js';
import { contextOverflow, timedOut, toModelError } from './errors.js';
import { eventsOf } from './events.js';
import { replyParts, type Observed, type ReplyEnd } from './reply.js';
import { everything, requestFor, type Abilities } from './request.js';

/** One model of an OpenAI-compatible server. Every call is a request of its own, with its own socket to close. */
export class OpenAiRuntime implements ModelRuntime {
  readonly slots: number;
  readonly #calls: StreamedCalls;
  #finding: Promise<Abilities> | undefined;
  #found: Abilities | undefined;
  #thinks = false;

  constructor(
    private readonly address: Address,
    readonly model: ModelInfo,
    readonly profile: ModelProfile,
    limits: ServerLimits,
    retryTimes?: RetryTimes,
    timer?: Timer,
  ) {
    this.slots = model.slots ?? limits.slots;
    this.#calls = new StreamedCalls({ toModelError, timedOut }, limits, retryTimes, timer);
  }

  async *generate(prompt: Prompt, signal: AbortSignal): AsyncGenerator<ReplyChunk, void, undefined> {
    const isProbed = prompt.mode === 'chat' && (prompt.format ?? prompt.topLogprobs) !== undefined;
    yield* this.#generate(prompt, isProbed ? await this.#abilities(signal) : everything, signal);
  }

  device(): Promise<DeviceShare> {
    const { bindsSchema = true, givesLogprobs = true } = this.#found ?? {};
    return Promise.resolve({
      ...(bindsSchema ? {} : { ignoresSchema: true }),
      ...(givesLogprobs ? {} : { lacksLogprobs: true }),
      ...(this.#thinks ? { thinks: true } : {}),
    });
  }

  dispose(): Promise<void> {
    this.#calls.dispose();
    return Promise.resolve();
  }

  /** Found once, by whoever asks first; a probe that fails is made again. */
  async #abilities(signal: AbortSignal): Promise<Abilities> {
    signal.throwIfAborted();
    this.#finding ??= this.#probe().catch((error: unknown) => {
      this.#finding = undefined;
      throw error;
    });
    return unlessAborted(this.#finding, signal);
  }

  async #probe(): Promise<Abilities> {
    // It ends with the runtime; the callers that wait for it come and go.
    const { signal } = new AbortController();
    const asked: Prompt = { ...probe, topLogprobs: 1 };
    this.#found = await findAbilities(async (abilities): Promise<Probed> => {
      let thought = false;
      const observed = {
        thought: () => {
          thought = true;
        },
      };
      const { reply } = await collect(this.#generate(asked, abilities, signal, observed), asked);
      const hasLogprobs = reply.tokens.some(({ top }) => top.length > 0);
      return { text: reply.text, hasLogprobs, thought };
    });
    return this.#found;
  }

  #generate(
    prompt: Prompt,
    abilities: Abilities,
    signal: AbortSignal,
    observed: Observed = { thought: () => (this.#thinks = true) },
  ): AsyncGenerator<ReplyChunk, void, undefined> {
    const call: CallContext = { host: this.address.host, model: this.model.name };
    const started = performance.now();
    return this.#calls.stream(call, signal, async (open) => {
      const { path, body } = requestFor(this.model, prompt, abilities);
      const response = await post(this.address, path, body, open);
      const last = ({ finish, promptTokens, outputTokens }: ReplyEnd): StreamPart => {
        // A server may cut the prompt to the window and answer all the same.
        if (promptTokens >= this.profile.contextLength) throw contextOverflow(call);
        const milliseconds = performance.now() - started;
        return { chunk: { text: '', done: { finish, promptTokens, outputTokens, milliseconds } } };
      };
      return replyParts(eventsOf(response), prompt.format !== undefined, last, observed);
    });
  }
}
