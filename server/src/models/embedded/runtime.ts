import type { Prompt } from '../../tasks/task.js';
import { ProcessRuntime } from '../process-runtime.js';
import type { ModelRuntime, ReplyChunk } from '../runtime.js';
import { EngineFailure } from './engine-failure.js';
import { embeddedError, keepsDying } from './errors.js';
import { KeepsDying } from './supervisor.js';

/** One GGUF file, run on this machine's processor in a process of its own, which starts with the first call. */
export class EmbeddedRuntime extends ProcessRuntime implements ModelRuntime {
  /** One sequence at a time: a second would only share the same cores. */
  readonly slots = 1;

  async *generate(prompt: Prompt, signal: AbortSignal): AsyncGenerator<ReplyChunk, void, undefined> {
    const { signal: caller, end } = this.calls.begin(signal);
    try {
      yield* this.#generate(prompt, caller);
    } finally {
      end();
    }
  }

  async *#generate(prompt: Prompt, caller: AbortSignal): AsyncGenerator<ReplyChunk, void, undefined> {
    // One restart: a process that dies twice of the same call would die of it again.
    for (let restarts = 1; ; restarts -= 1) {
      let delivered = false;
      try {
        for await (const chunk of this.supervisor.use(caller, (process) =>
          process.generate(prompt, caller),
        )) {
          delivered = true;
          yield chunk;
        }
        return;
      } catch (error) {
        if (caller.aborted) throw caller.reason;
        const code = error instanceof EngineFailure ? error.code : 'server-error';
        if (code === 'engine-died' && !delivered && restarts > 0) continue;
        if (error instanceof KeepsDying) throw keepsDying(this.model.name);
        throw embeddedError(code, this.model.name, error);
      }
    }
  }
}
