import * as l10n from '@vscode/l10n';
import PQueue from 'p-queue';
import { collect } from '../models/collect.js';
import { ModelError } from '../models/error.js';
import type { ModelRuntime } from '../models/runtime.js';
import type { EncoderAnswer, Question } from '../tasks/question.js';
import { isQuestion, type Prompt, type Reply } from '../tasks/task.js';
import { cacheKey } from './cache-key.js';
import { Shared } from './shared.js';

/** How urgent a call is: `asked` by the user just now, on screen (`visible`), or in the `background`. */
export type Priority = 'asked' | 'visible' | 'background';

const urgency: Readonly<Record<Priority, number>> = { asked: 2, visible: 1, background: 0 };

/** What a caller specifies about one call. */
export interface CallOptions {
  /** Called again by {@link Scheduler.reprioritize}, because the visible text changes. */
  readonly priority: () => Priority;
  readonly signal: AbortSignal;
  /** Receives the reply's text as it arrives. A caller that joins late gets the text so far at once. */
  readonly onText?: (text: string) => void;
  /** Identifies the question where different prompts ask the same. Without it, the prompt does. */
  readonly about?: string;
}

interface Job {
  readonly id: string;
  readonly shared: Shared<Reply | EncoderAnswer, CallOptions>;
  text: string;
  waiting: boolean;
  urgency: number;
}

/** The queue before one runtime. */
interface Lane {
  readonly queue: PQueue;
  /** Calls that wait or run, by the key of their prompt. */
  readonly jobs: Map<string, Job>;
}

/**
 * Sends prompts and questions to the model: the only caller of {@link ModelRuntime}. At most `slots` calls to a
 * runtime run at once, the most urgent first. Equal calls are made once. A call that nobody waits for is
 * aborted in the engine.
 */
export class Scheduler {
  readonly #lanes = new WeakMap<ModelRuntime, Lane>();
  readonly #open = new Set<Lane>();
  #count = 0;

  /**
   * The whole reply of `runtime` to a prompt, or its answer to a question. A failed call is not repeated, because
   * the runtime retries where that helps. The exception is an embedded engine whose process died in the middle of
   * a reply.
   *
   * @throws ModelError, or the signal's reason.
   */
  run(runtime: ModelRuntime, asked: Prompt, options: CallOptions): Promise<Reply>;
  run(runtime: ModelRuntime, asked: Question, options: CallOptions): Promise<EncoderAnswer>;
  run(runtime: ModelRuntime, asked: Prompt | Question, options: CallOptions): Promise<Reply | EncoderAnswer> {
    const lane = this.#laneOf(runtime);
    const key = options.about ?? nameOf(runtime, asked);
    const underWay = lane.jobs.get(key);
    if (underWay) {
      const joined = underWay.shared.join(options.signal, options);
      if (underWay.text !== '') {
        options.onText?.(underWay.text);
      }
      this.#update(lane, underWay);
      return joined;
    }
    const remove = (): void => {
      // An abandoned call may have been replaced by another under the same key.
      if (lane.jobs.get(key) === job) {
        lane.jobs.delete(key);
      }
    };
    const shared = new Shared<Reply | EncoderAnswer, CallOptions>(remove);
    const job: Job = { id: String(this.#count++), shared, text: '', waiting: true, urgency: 0 };
    lane.jobs.set(key, job);
    const joined = shared.join(options.signal, options);
    if (shared.signal.aborted) {
      return joined;
    }
    this.#open.add(lane);
    job.urgency = urgencyOf(job);
    const task = async (): Promise<void> => {
      job.waiting = false;
      await this.#call(runtime, asked, job, remove);
      if (lane.jobs.size === 0) {
        this.#open.delete(lane);
      }
    };
    void lane.queue.add(task, { id: job.id, priority: job.urgency });
    return joined;
  }

  /** Looks again at the priority of every waiting call. */
  reprioritize(): void {
    for (const lane of this.#open) {
      for (const job of lane.jobs.values()) {
        this.#update(lane, job);
      }
    }
  }

  async #call(runtime: ModelRuntime, asked: Prompt | Question, job: Job, remove: () => void): Promise<void> {
    const { signal } = job.shared;
    if (job.shared.signal.aborted) {
      return;
    }
    const onText = (text: string): void => {
      job.text += text;
      for (const waiter of [...job.shared.details]) {
        waiter.onText?.(text);
      }
    };
    for (let again = 1; ; again--) {
      try {
        const answer = isQuestion(asked)
          ? await encode(runtime, asked, signal)
          : (await collect(runtime.generate(asked, signal), { maxTokens: asked.maxTokens, onText })).reply;
        remove();
        job.shared.resolve(answer);
        return;
      } catch (error) {
        if (again > 0 && !signal.aborted && diedAlone(runtime, error) && !isFollowed(job)) {
          job.text = '';
          continue;
        }
        if (!signal.aborted) {
          remove();
          job.shared.reject(asModelError(error));
        }
        return;
      }
    }
  }

  #update(lane: Lane, job: Job): void {
    const now = urgencyOf(job);
    if (job.waiting && now !== job.urgency) {
      job.urgency = now;
      lane.queue.setPriority(job.id, now);
    }
  }

  #laneOf(runtime: ModelRuntime): Lane {
    let lane = this.#lanes.get(runtime);
    if (!lane) {
      lane = { queue: new PQueue({ concurrency: Math.max(1, runtime.slots) }), jobs: new Map() };
      this.#lanes.set(runtime, lane);
    }
    return lane;
  }
}

function nameOf({ model }: ModelRuntime, asked: Prompt | Question): string {
  const key = cacheKey(model, [asked]);
  return isQuestion(asked) ? key : `${key}:${asked.maxTokens}`;
}

async function encode(
  runtime: ModelRuntime,
  question: Question,
  signal: AbortSignal,
): Promise<EncoderAnswer> {
  if (!runtime.encode) {
    throw new ModelError('unsupported', l10n.t('{model} is not an encoder.', { model: runtime.model.name }));
  }
  return (await runtime.encode(question, signal)).answer;
}

function urgencyOf(job: Job): number {
  return Math.max(0, ...Array.from(job.shared.details, (waiter) => urgency[waiter.priority()]));
}

/**
 * Whether the embedded engine's process died, in which case the next call restarts it. Ollama's server survives
 * the loss of a model and restarts it itself.
 */
function diedAlone({ model }: ModelRuntime, error: unknown): boolean {
  return (
    model.engine === 'embedded' &&
    error instanceof ModelError &&
    error.code === 'engine-died' &&
    error.transient
  );
}

/** Whether a caller has already received the beginning of the reply. Another reply may begin differently. */
function isFollowed(job: Job): boolean {
  return job.text !== '' && Array.from(job.shared.details).some(({ onText }) => onText !== undefined);
}

/**
 * Wraps an error that an adapter must not throw. Its message could contain anything, so it is kept only as the
 * cause.
 */
function asModelError(error: unknown): ModelError {
  return error instanceof ModelError
    ? error
    : new ModelError('server-error', l10n.t('The engine failed in an unexpected way.'), false, {
        cause: error,
      });
}
