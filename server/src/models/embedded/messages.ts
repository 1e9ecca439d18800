import { NotificationType, RequestType } from 'vscode-jsonrpc';
import type { Prompt, TokenLogprob } from '../../tasks/task.js';
import type { ModelErrorCode } from '../error-code.js';
import type { EncoderFault } from './engine-failure.js';
import type { ReplyStatistics } from '../runtime.js';

/** The messages between the language server and the process that runs the embedded engine. */

/** `data` of an error answer: the root cause; the sentences for people are made on the server's side. */
export interface FailureData {
  readonly code: ModelErrorCode;
  readonly fault?: EncoderFault;
}

/** Loads a model; the first request to a process, and the only one of its kind. */
export const LoadRequest = new RequestType<LoadParams, LoadResult, FailureData>('load');
export interface LoadParams {
  readonly modelPath: string;
  /** Tokens. */
  readonly contextLength: number;
  readonly threads: number;
}
export interface LoadResult {
  /** Tokens; what the model was trained on, where that is less than what was asked for. */
  readonly contextLength: number;
}

/** Generates one reply; requests that come meanwhile wait. Cancelling it stops the generation. */
export const GenerateRequest = new RequestType<GenerateParams, ReplyStatistics, FailureData>('generate');
export interface GenerateParams {
  /** Marks the pieces of this reply. */
  readonly id: number;
  readonly prompt: Prompt;
}

/** A piece of a reply that is not yet complete; one without text says that the prompt is still being read. */
export const ChunkNotification = new NotificationType<ChunkParams>('chunk');
export interface ChunkParams {
  readonly id: number;
  readonly text: string;
  readonly tokens?: readonly TokenLogprob[];
}
