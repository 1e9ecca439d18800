import pRetry from 'p-retry';
import { realTimer, type Timer } from '../../shared/timer.js';
import { ModelError } from '../error.js';
import { OpenCalls } from '../open-calls.js';
import type { ReplyChunk } from '../runtime.js';
import { switched } from '../switched.js';
import { watchdog } from '../watchdog.js';
import type { CallContext } from './failures.js';
import type { TimeLimits } from './limits.js';

/** When a busy server is asked again, in milliseconds; each wait is twice the one before. */
export interface RetryTimes {
  readonly retries: number;
  readonly first: number;
  readonly longest: number;
}

/** Waits that add up to about 15 seconds. */
export const patientRetries: RetryTimes = { retries: 6, first: 250, longest: 8000 };

/** A part of a stream: a piece of the reply, or only a sign that more is coming, or not even that. */
export type StreamPart = { readonly chunk: ReplyChunk } | { readonly isAlive: boolean };

/** How one kind of server words what its calls end with. */
export interface CallErrors {
  toModelError(error: unknown, call: CallContext): ModelError;
  timedOut(call: CallContext, cause?: unknown): ModelError;
}

/** A reply may take this many times as long as the pause that is allowed between two of its tokens. */
const longestReply = 20;

/**
 * The calls to one model of a server, each a stream with its own socket: asked again where the server is busy, ended
 * when it takes too long, and closed when the caller aborts or stops reading, which frees the server.
 */
export class StreamedCalls {
  readonly #calls = new OpenCalls();

  constructor(
    private readonly errors: CallErrors,
    private readonly limits: TimeLimits,
    private readonly retryTimes: RetryTimes = patientRetries,
    private readonly timer: Timer = realTimer,
  ) {}

  /**
   * @param open sends the request, and gives what comes back; aborting its signal closes the socket.
   * @throws ModelError, or the reason of `signal`.
   */
  async *stream(
    call: CallContext,
    signal: AbortSignal,
    open: (signal: AbortSignal) => Promise<AsyncIterable<StreamPart>>,
  ): AsyncGenerator<ReplyChunk, void, undefined> {
    const { signal: caller, end } = this.#calls.begin(signal);
    const ended = new AbortController();
    const limit = watchdog(this.timer);
    const whole = watchdog(this.timer);
    const any = AbortSignal.any([caller, ended.signal, limit.signal, whole.signal]);
    const { firstToken, nextToken } = this.limits;
    try {
      const parts = await this.#patiently(any, () => {
        limit.expect(firstToken);
        return open(any).catch((error: unknown) => {
          throw this.errors.toModelError(error, call);
        });
      });
      whole.expect(longestReply * nextToken);
      for await (const part of parts) {
        if ('chunk' in part) {
          limit.stop();
          yield part.chunk;
        } else if (!part.isAlive) {
          // No sign of life: the limit that runs goes on.
          continue;
        }
        limit.expect(nextToken);
      }
    } catch (error) {
      if (caller.aborted) throw caller.reason;
      const isLate = limit.signal.aborted || whole.signal.aborted;
      throw isLate ? this.errors.timedOut(call, error) : this.errors.toModelError(error, call);
    } finally {
      limit.stop();
      whole.stop();
      // Also where the caller stopped reading: leaving the stream alone does not stop the server.
      ended.abort();
      end();
    }
  }

  /** Ends all calls: the model was switched. */
  dispose(): void {
    this.#calls.endAll(switched());
  }

  /** A server with a full queue is asked again, any other failure is final. */
  #patiently<T>(signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
    return pRetry(attempt, {
      retries: this.retryTimes.retries,
      minTimeout: this.retryTimes.first,
      maxTimeout: this.retryTimes.longest,
      randomize: true,
      signal,
      shouldRetry: ({ error }) => error instanceof ModelError && error.code === 'busy',
    });
  }
}
