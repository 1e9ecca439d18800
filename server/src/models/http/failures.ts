import * as z from 'zod';
import { ModelError } from '../error.js';
import type { ModelErrorCode } from '../error-code.js';
import { knownReason } from './known-reasons.js';
import { HttpFailure, NotJson } from './response.js';

/** What a failed call was, as the message names it. */
export interface CallContext {
  /** Effective host. */
  readonly host: string;
  readonly model?: string;
}

/** A failure of a server, before it is put into words. */
export interface Failure {
  readonly code: ModelErrorCode;
  /** A code of the system, a status, or words that hold nothing of what was sent. */
  readonly reason?: string;
  readonly transient?: boolean;
}

/** Puts a failure of one kind of server into words for people. */
export type Wording = (failure: Failure, call: CallContext) => string;

/** How much of a server's words is searched for a cause, in UTF-16 units. */
const longestSearched = 2000;

const timeoutCodes = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/** A stream that ended without its last piece. */
export class CutStream extends Error {
  override readonly name = 'CutStream';
}

/** What a server said in the middle of a stream. Looked at for the cause, and never shown. */
export class StreamedError extends Error {
  override readonly name = 'StreamedError';
}

/** The error of a failure, in the words of its kind of server. */
export function modelError(
  failure: Failure,
  call: CallContext,
  wording: Wording,
  cause?: unknown,
): ModelError {
  const { code, transient = false } = failure;
  return new ModelError(code, wording(failure, call), transient, { cause });
}

/** The root cause of whatever a call to a server threw, in the words of its kind. */
export function errorOf(error: unknown, call: CallContext, wording: Wording): ModelError {
  if (error instanceof ModelError) return error;
  const failure = failureOf(error, call);
  // What a server said may quote the note, so only what broke the connection is kept as the cause.
  const isConnection =
    failure.code === 'unreachable' || failure.code === 'stream-cut' || failure.code === 'timeout';
  return modelError(failure, call, wording, isConnection ? error : undefined);
}

/** npm clients and Node throw plain errors of several shapes, and export no class for any of them. */
function failureOf(error: unknown, call: CallContext): Failure {
  if (error instanceof HttpFailure) return fromStatus(error, call);
  if (error instanceof NotJson || error instanceof z.ZodError || error instanceof SyntaxError)
    return { code: 'not-ollama' };
  const code = connectionCode(error);
  if (code && timeoutCodes.has(code)) return { code: 'timeout', transient: true };
  // What came back could not be read as HTTP at all.
  if (error instanceof Error && isNamed(error.cause, 'HTTPParserError')) return { code: 'not-ollama' };
  // A connection that was never made, or that broke before any answer: `fetch` says the same of both.
  if (error instanceof TypeError && error.message === 'fetch failed')
    return { code: 'unreachable', reason: code ?? 'fetch failed', transient: true };
  if (code || isCutStream(error)) return { code: 'stream-cut', transient: true };
  return fromWords(error instanceof Error ? error.message : '');
}

function fromStatus({ status, detail, isOwn }: HttpFailure, call: CallContext): Failure {
  if (status === 503 || status === 429) return { code: 'busy', transient: true };
  if (status === 401) return { code: 'server-error', reason: 'HTTP 401: unauthorized' };
  if (status === 404) return { code: isOwn && call.model !== undefined ? 'model-missing' : 'not-ollama' };
  if (status === 408 || status === 504) return { code: 'timeout', transient: true };
  if (!isOwn && status < 500) return { code: 'not-ollama' };
  return fromWords(detail, status);
}

/**
 * Causes that a server tells only in words, as an answer's body or in the middle of a stream. The words may quote
 * the note or the reply, so none of them is kept.
 */
function fromWords(words: string, status?: number): Failure {
  const message = words.slice(0, longestSearched);
  if (
    /context (length|window|size)|input (length )?(is too long|exceeds)|prompt (is )?too long/i.test(message)
  ) {
    return { code: 'context-overflow' };
  }
  if (
    /out of memory|requires more system memory|insufficient memory|cudaMalloc|unable to allocate/i.test(
      message,
    )
  ) {
    return { code: 'out-of-memory' };
  }
  if (
    /(model|file does not exist|manifest).*(not found|not exist|unknown)|pull model manifest/i.test(message)
  ) {
    return { code: 'model-missing' };
  }
  if (/unexpectedly stopped|has terminated|no longer running/i.test(message))
    return { code: 'engine-died', transient: true };
  const known = knownReason(message);
  if (known !== undefined && /^does not support|^invalid think/.test(known))
    return { code: 'unsupported', reason: known };
  const where = status === undefined ? undefined : `HTTP ${status}`;
  const reason = [where, known].filter((each) => each !== undefined).join(': ');
  return { code: 'server-error', ...(reason !== '' && { reason }) };
}

/** The client's own words for a stream without its last chunk, and for a body that is not there. */
function isCutStream(error: unknown): boolean {
  if (error instanceof CutStream) return true;
  return error instanceof Error && /^(Did not receive done|Missing body|terminated)/.test(error.message);
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

/** The code of the first cause that has one; `fetch` wraps it, once for each address that it tried. */
function connectionCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  const inner = error instanceof AggregateError ? (error.errors as unknown[])[0] : error.cause;
  return inner === undefined ? undefined : connectionCode(inner);
}
