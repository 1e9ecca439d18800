import { fork, type ChildProcess } from 'node:child_process';
import {
  CancellationTokenSource,
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  ResponseError,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import type { Question } from '../../tasks/question.js';
import type { Prompt } from '../../tasks/task.js';
import { realTimer, type Timer } from '../../shared/timer.js';
import { EncodeRequest } from '../encoder/messages.js';
import type { Encoded, ReplyChunk } from '../runtime.js';
import { unlessAborted } from '../unless-aborted.js';
import { watchdog, type Watchdog } from '../watchdog.js';
import { EngineFailure } from './engine-failure.js';
import { ChunkNotification, GenerateRequest, type ChunkParams, type FailureData } from './messages.js';

/** How long the process may say nothing, in seconds. */
const limits = { load: 600, prompt: 120, token: 60 };

/** How the process of the engine is started. */
export interface ProcessOptions {
  /** The script, such as `dist/embedded.mjs`. */
  readonly entry: string;
  /** Options of Node itself; none unless given, whatever the server was started with. */
  readonly execArgv?: readonly string[];
  /** What measures the limits; the machine's timer unless given. */
  readonly timer?: Timer;
}

/** Has a process load its model; the first thing that it is asked. */
export type Load = (connection: MessageConnection) => Promise<unknown>;

/** A living process of the embedded engine, with one model. */
export class EngineProcess {
  /** Resolves when the model is loaded; rejects with an EngineFailure. */
  readonly loaded: Promise<unknown>;
  /** Resolves when the process is gone, to whether it was stopped on purpose. */
  readonly ended: Promise<{ onPurpose: boolean }>;
  readonly #child: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #replies = new Map<number, (chunk: ChunkParams) => void>();
  readonly #limit: Watchdog;
  /** Requests that have no answer yet. */
  #pending = 0;
  #stopped = false;
  #lastId = 0;

  constructor(options: ProcessOptions, load: Load) {
    this.#limit = watchdog(options.timer ?? realTimer);
    this.#limit.signal.addEventListener('abort', () => {
      this.#child.kill('SIGKILL');
    });
    this.#child = fork(options.entry, [], {
      execArgv: [...(options.execArgv ?? [])],
      // In the editor's own runtime a script is run by Node only where this says so.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#connection = createMessageConnection(
      new IPCMessageReader(this.#child),
      new IPCMessageWriter(this.#child),
    );
    this.#connection.onNotification(ChunkNotification, (chunk) => {
      if (this.#pending > 0) this.#limit.expect(chunk.text === '' ? limits.prompt : limits.token);
      if (chunk.text !== '' || chunk.tokens?.length) this.#replies.get(chunk.id)?.(chunk);
    });
    // A message to a process that has just died; its end is told of below.
    this.#connection.onError(() => undefined);
    this.#connection.listen();
    this.ended = new Promise((resolve) => {
      const end = (): void => {
        this.#limit.stop();
        // Rejects whatever still waits for an answer.
        this.#connection.dispose();
        resolve({ onPurpose: this.#stopped });
      };
      this.#child.once('exit', end);
      this.#child.once('error', end);
    });
    this.loaded = this.#answer(() => load(this.#connection), limits.load);
    this.loaded.catch(() => undefined);
  }

  /** For tests and the log. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /**
   * @throws EngineFailure, or the reason of `signal`, at once: the process goes on to stop the generation.
   */
  async *generate(prompt: Prompt, signal: AbortSignal): AsyncGenerator<ReplyChunk, void, undefined> {
    signal.throwIfAborted();
    const id = (this.#lastId += 1);
    const cancellation = new CancellationTokenSource();
    const over = new AbortController();
    const chunks = new ReadableStream<ReplyChunk>({
      start: (controller) => {
        const fail = (error: unknown): void => {
          this.#replies.delete(id);
          controller.error(error);
        };
        const onAbort = (): void => {
          fail(signal.reason);
        };
        signal.addEventListener('abort', onAbort, { signal: over.signal });
        this.#replies.set(id, ({ text, tokens }) => {
          controller.enqueue({ text, ...(tokens ? { tokens } : {}) });
        });
        const request = { id, prompt };
        this.#answer(
          () => this.#connection.sendRequest(GenerateRequest, request, cancellation.token),
          limits.prompt,
        ).then((done) => {
          if (!this.#replies.delete(id)) return;
          controller.enqueue({ text: '', done });
          controller.close();
        }, fail);
      },
    });
    try {
      yield* chunks;
    } finally {
      over.abort();
      // False when the whole reply has come.
      if (this.#replies.delete(id) || signal.aborted) cancellation.cancel();
    }
  }

  /**
   * @throws EngineFailure, or the reason of `signal`, at once: the process is told, and does what it has not begun no more.
   */
  async encode(question: Question, signal: AbortSignal): Promise<Encoded> {
    signal.throwIfAborted();
    const cancellation = new CancellationTokenSource();
    const onAbort = (): void => {
      cancellation.cancel();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const answer = this.#answer(
      () => this.#connection.sendRequest(EncodeRequest, { question }, cancellation.token),
      limits.prompt,
    );
    try {
      return await unlessAborted(answer, signal);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Ends the process at once. */
  stop(): void {
    this.#stopped = true;
    this.#child.kill('SIGKILL');
  }

  /** Ends a process that is of no use any more, where it has not ended by itself. */
  async discard(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  /**
   * Waits for an answer; whatever is not a failure that the process told of is the process's end.
   *
   * @param silence how long the process may say nothing, in seconds, if it has nothing else to do.
   */
  async #answer<T>(request: () => Promise<T>, silence: number): Promise<T> {
    if (this.#pending === 0) this.#limit.expect(silence);
    this.#pending += 1;
    try {
      return await request();
    } catch (error) {
      if (this.#limit.signal.aborted) throw new EngineFailure('timeout', error);
      const data: unknown = error instanceof ResponseError ? error.data : undefined;
      throw isFailureData(data)
        ? new EngineFailure(data.code, error, data.fault)
        : new EngineFailure('engine-died', error);
    } finally {
      this.#pending -= 1;
      if (this.#pending === 0) this.#limit.stop();
      // The next one begins with its prompt.
      else this.#limit.expect(limits.prompt);
    }
  }
}

function isFailureData(value: unknown): value is FailureData {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
}
