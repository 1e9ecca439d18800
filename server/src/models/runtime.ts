import type { ModelProfile } from '../tasks/profile.js';
import type { EncoderAnswer, Question } from '../tasks/question.js';
import type { Prompt, Reply, TokenLogprob } from '../tasks/task.js';

/** Which program runs the model. */
export type EngineName = 'ollama' | 'embedded' | 'openai';

/** A model that an engine can serve. */
export interface ModelInfo {
  readonly engine: EngineName;
  readonly name: string;
  /** Changes whenever the weights or the template do; part of every cache key. */
  readonly digest: string;
  readonly family?: string;
  /** As the engine words it, such as "8.0B". */
  readonly parameterSize?: string;
  readonly quantization?: string;
  /** Tokens. */
  readonly contextLength?: number;
  readonly sizeBytes?: number;
  /** `thinking`, `completion`, …, as the engine names them. */
  readonly capabilities: readonly string[];
  /** True for a model that the server forwards to another machine. */
  readonly cloud: boolean;
  /** How many requests its server takes at a time, if it says so. */
  readonly slots?: number;
  /** Where its file is; a file that the user chose only. */
  readonly path?: string;
}

/** A piece of a reply as it arrives. */
export interface ReplyChunk {
  readonly text: string;
  readonly tokens?: readonly TokenLogprob[];
  /** On the last chunk only. */
  readonly done?: ReplyStatistics;
}

/** What one call cost. */
export interface ReplyStatistics {
  readonly finish: Reply['finish'];
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly milliseconds: number;
}

/** An encoder's answer, and what it cost. */
export interface Encoded {
  readonly answer: EncoderAnswer;
  /** What the encoder read, in tokens. */
  readonly tokens: number;
  /** This question's share of the time that its batch took. */
  readonly milliseconds: number;
}

/** Where a loaded model runs; `gpuShare` from 0 (CPU only) to 1, absent if unknown. */
export interface DeviceShare {
  readonly gpuShare?: number;
  /** Of the model that is loaded under this name now, where the engine tells: it may be another than was opened. */
  readonly digest?: string;
  /** The engine does not hold the model to the shape that a prompt asks for; absent if it does, or nobody knows. */
  readonly ignoresSchema?: boolean;
  /** The engine tells no probabilities of tokens; absent if it does, or nobody knows. */
  readonly lacksLogprobs?: boolean;
  /** The model has thought before it answered, although it was asked not to; absent if it has not, or nobody knows. */
  readonly thinks?: boolean;
}

/**
 * The port through which everything above reaches a model. An adapter serves exactly one model; only the
 * scheduler calls it.
 */
export interface ModelRuntime {
  readonly model: ModelInfo;
  readonly profile: ModelProfile;
  /** The encoder that is at hand: itself, where it is one, or one beside it. */
  readonly encoder?: ModelRuntime | undefined;
  /** It answers while the chosen model cannot be reached: what another model has read stays as it is. */
  readonly standsIn?: boolean;
  /** How many calls the engine can work on at once. */
  readonly slots: number;
  /**
   * Generates a reply to `prompt`. Aborting `signal`, or ending the iteration early, stops the generation
   * in the engine and frees what it held; the iteration then ends with the signal's reason.
   *
   * @throws ModelError, or the signal's reason.
   */
  generate(prompt: Prompt, signal: AbortSignal): AsyncIterable<ReplyChunk>;
  /**
   * Answers a question; only an encoder can. Aborting `signal` ends it: what is not yet being computed never is.
   *
   * @throws ModelError, or the signal's reason.
   */
  encode?(question: Question, signal: AbortSignal): Promise<Encoded>;
  /** Where the model is loaded now. Never throws: an engine that cannot tell answers `{}`. */
  device(signal: AbortSignal): Promise<DeviceShare>;
  dispose(): Promise<void>;
}
