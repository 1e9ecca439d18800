import type { Question } from '../../tasks/question.js';
import { EngineFailure } from '../embedded/engine-failure.js';
import { embeddedError, keepsDying } from '../embedded/errors.js';
import { KeepsDying } from '../embedded/supervisor.js';
import { ModelError } from '../error.js';
import { ProcessRuntime } from '../process-runtime.js';
import type { Encoded, ModelRuntime, ReplyChunk } from '../runtime.js';
import { encoderFault } from './errors.js';

/** An encoder, run on this machine's processor in a process of its own, which starts with the first question. */
export class EncoderRuntime extends ProcessRuntime implements ModelRuntime {
  /** Few, so that what is asked next waits for little; enough to sort by length. */
  readonly slots = 16;

  get encoder(): ModelRuntime {
    return this;
  }

  async encode(question: Question, signal: AbortSignal): Promise<Encoded> {
    const { signal: caller, end } = this.calls.begin(signal);
    try {
      // One restart: a process that dies twice of the same question would die of it again.
      return await this.#encode(question, caller).catch((error: unknown) => {
        if (caller.aborted || !(error instanceof EngineFailure) || error.code !== 'engine-died') throw error;
        return this.#encode(question, caller);
      });
    } catch (error) {
      if (caller.aborted) throw caller.reason;
      if (error instanceof KeepsDying) throw keepsDying(this.model.name);
      const failure = error instanceof EngineFailure ? error : new EngineFailure('server-error', error);
      throw failure.fault === undefined
        ? embeddedError(failure.code, this.model.name, error)
        : encoderFault(failure.fault, this.model.name);
    } finally {
      end();
    }
  }

  // eslint-disable-next-line require-yield, @typescript-eslint/require-await -- an encoder writes nothing
  async *generate(): AsyncGenerator<ReplyChunk, void, undefined> {
    throw new ModelError('unsupported', `${this.model.name} is an encoder and writes no text.`);
  }

  #encode(question: Question, signal: AbortSignal): Promise<Encoded> {
    return this.supervisor.useOnce(signal, (process) => process.encode(question, signal));
  }
}
