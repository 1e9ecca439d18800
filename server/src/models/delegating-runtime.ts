import type { ModelProfile } from '../tasks/profile.js';
import type { Question } from '../tasks/question.js';
import type { Prompt } from '../tasks/task.js';
import { ModelError } from './error.js';
import type { DeviceShare, Encoded, ModelInfo, ModelRuntime, ReplyChunk } from './runtime.js';

/** A runtime that hands everything to another one: what watches or counts its calls overrides what it needs. */
export class DelegatingRuntime implements ModelRuntime {
  constructor(protected readonly inner: ModelRuntime) {}

  get model(): ModelInfo {
    return this.inner.model;
  }

  get profile(): ModelProfile {
    return this.inner.profile;
  }

  get encoder(): ModelRuntime | undefined {
    return this.inner.encoder === this.inner ? this : this.inner.encoder;
  }

  get standsIn(): boolean {
    return this.inner.standsIn ?? false;
  }

  get slots(): number {
    return this.inner.slots;
  }

  generate(prompt: Prompt, signal: AbortSignal): AsyncIterable<ReplyChunk> {
    return this.inner.generate(prompt, signal);
  }

  encode(question: Question, signal: AbortSignal): Promise<Encoded> {
    return (
      this.inner.encode?.(question, signal) ??
      Promise.reject(new ModelError('unsupported', `${this.model.name} is no encoder.`))
    );
  }

  device(signal: AbortSignal): Promise<DeviceShare> {
    return this.inner.device(signal);
  }

  dispose(): Promise<void> {
    return this.inner.dispose();
  }
}
