import { RequestType } from 'vscode-jsonrpc';
import type { Question } from '../../tasks/question.js';
import type { FailureData } from '../embedded/messages.js';
import type { Encoded } from '../runtime.js';
import type { EncoderLayout } from './layout.js';

/** The messages between the language server and the process that runs an encoder. */

/** Loads the models of a folder; the first request to a process, and the only one of its kind. */
export const LoadEncoderRequest = new RequestType<LoadEncoderParams, null, FailureData>('loadEncoder');
export interface LoadEncoderParams {
  readonly layout: EncoderLayout;
  readonly threads: number;
}

/** Answers one question; those that wait are computed in batches. Cancelling it takes it out of what waits. */
export const EncodeRequest = new RequestType<EncodeParams, Encoded, FailureData>('encode');
export interface EncodeParams {
  readonly question: Question;
}
