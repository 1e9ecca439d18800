import { DelegatingRuntime } from '../../models/delegating-runtime.js';
import type { Encoded, ModelRuntime, ReplyChunk } from '../../models/runtime.js';
import type { Question } from '../../tasks/question.js';
import type { Prompt } from '../../tasks/task.js';
import type { Meter } from './meter.js';

/** A runtime whose calls are counted; the port itself stays as it is. */
export class MeteredRuntime extends DelegatingRuntime {
  constructor(
    inner: ModelRuntime,
    private readonly meter: Meter,
  ) {
    super(inner);
  }

  override async *generate(prompt: Prompt, signal: AbortSignal): AsyncGenerator<ReplyChunk> {
    const started = performance.now();
    let outputTokens = 0;
    let isTold = false;
    try {
      for await (const chunk of this.inner.generate(prompt, signal)) {
        outputTokens += chunk.tokens?.length ?? 1;
        if (chunk.done) {
          isTold = true;
          this.meter.answered(prompt, chunk.done);
        }
        yield chunk;
      }
    } finally {
      // A runaway reply was ended before the engine could report its cost.
      if (!isTold && !signal.aborted && outputTokens > 0) {
        const milliseconds = performance.now() - started;
        this.meter.answered(prompt, { promptTokens: 0, outputTokens, milliseconds });
      }
    }
  }

  override async encode(question: Question, signal: AbortSignal): Promise<Encoded> {
    const encoded = await super.encode(question, signal);
    const { tokens, milliseconds } = encoded;
    this.meter.answered(question, { promptTokens: tokens, outputTokens: 0, milliseconds });
    return encoded;
  }
}
