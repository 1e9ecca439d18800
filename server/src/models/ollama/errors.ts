import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { ModelError } from '../error.js';
import { HttpFailure, NotJson } from './http.js';
import { knownReason } from './known-reasons.js';

/** What a failed call was, as the message names it. */
export interface CallContext {
  /** Effective host. */
  readonly host: string;
  readonly model?: string;
}

/** How much of a server's words is searched for a cause, in UTF-16 units. */
const longestSearched = 2000;

const timeoutCodes = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/**
 * The root cause of whatever a call to Ollama threw. The npm client throws plain errors of several shapes and
 * exports no class for any of them.
 */
export function toModelError(error: unknown, call: CallContext): ModelError {
  if (error instanceof ModelError) return error;
  if (error instanceof HttpFailure) return fromStatus(error, call);
  if (error instanceof NotJson || error instanceof z.ZodError || error instanceof SyntaxError)
    return notOllama(call);
  const code = connectionCode(error);
  if (code && timeoutCodes.has(code)) return timedOut(call, error);
  // What came back could not be read as HTTP at all.
  if (error instanceof Error && isNamed(error.cause, 'HTTPParserError')) return notOllama(call);
  // A connection that was never made, or that broke before any answer: `fetch` says the same of both.
  if (error instanceof TypeError && error.message === 'fetch failed') return unreachable(call, code, error);
  if (code || isCutStream(error)) return streamCut(call, error);
  return fromServer(error instanceof Error ? error.message : '', call);
}

/** An engine that took longer than the settings allow. */
export function timedOut(call: CallContext, cause?: unknown): ModelError {
  return new ModelError(
    'timeout',
    l10n.t(
      'Ollama at {host} took too long to answer with {model}. Choose a smaller model, or raise bionote.ollama.firstTokenTimeout or bionote.ollama.idleTimeout.',
      names(call),
    ),
    true,
    { cause },
  );
}

/** A model that the server does not have. */
export function modelMissing(call: CallContext): ModelError {
  return new ModelError(
    'model-missing',
    l10n.t('Ollama at {host} has no model {model}. Download it, or choose another model.', names(call)),
  );
}

/** A server that answers, but not as Ollama does. */
export function notOllama(call: CallContext): ModelError {
  return new ModelError(
    'not-ollama',
    l10n.t(
      'What answers at {host} is not Ollama. Set bionote.ollama.host to the address of Ollama.',
      names(call),
    ),
  );
}

/** A prompt that does not fit, or that the server cut. */
export function contextOverflow(call: CallContext): ModelError {
  return new ModelError(
    'context-overflow',
    l10n.t(
      'The text does not fit the context window of {model} at {host}. Raise bionote.ollama.contextLength.',
      names(call),
    ),
  );
}

/** The sentence for a cloud model that the settings do not allow. */
export function cloudRefused(model: string): ModelError {
  return new ModelError(
    'cloud-refused',
    l10n.t(
      '{model} runs in the cloud, and notes would leave this machine. Choose a local model, or allow it with bionote.ollama.allowCloudModels.',
      { model },
    ),
  );
}

function fromStatus(failure: HttpFailure, call: CallContext): ModelError {
  const { status, detail, fromOllama } = failure;
  if (status === 503) {
    return new ModelError(
      'busy',
      l10n.t(
        'Ollama at {host} is busy with other requests. Wait, or lower bionote.ollama.parallelRequests.',
        names(call),
      ),
      true,
    );
  }
  if (status === 404) return fromOllama && call.model !== undefined ? modelMissing(call) : notOllama(call);
  if (status === 408 || status === 504) return timedOut(call);
  if (!fromOllama && status < 500) return notOllama(call);
  return fromServer(detail, call, status);
}

/**
 * Causes that Ollama tells only in words, as an answer's body or in the middle of a stream. The words may quote
 * the note or the reply, so none of them goes into the message.
 */
function fromServer(words: string, call: CallContext, status?: number): ModelError {
  const message = words.slice(0, longestSearched);
  const named = names(call);
  if (
    /context (length|window|size)|input (length )?(is too long|exceeds)|prompt (is )?too long/i.test(message)
  ) {
    return contextOverflow(call);
  }
  if (
    /out of memory|requires more system memory|insufficient memory|cudaMalloc|unable to allocate/i.test(
      message,
    )
  ) {
    return new ModelError(
      'out-of-memory',
      l10n.t(
        'Ollama at {host} has too little memory for {model}. Choose a smaller model, or lower bionote.ollama.contextLength.',
        named,
      ),
    );
  }
  if (
    /(model|file does not exist|manifest).*(not found|not exist|unknown)|pull model manifest/i.test(message)
  ) {
    return modelMissing(call);
  }
  if (/unexpectedly stopped|has terminated|no longer running/i.test(message)) {
    return new ModelError(
      'engine-died',
      l10n.t('{model} stopped unexpectedly in Ollama at {host}. Look into the log of Ollama.', named),
      true,
    );
  }
  const known = knownReason(message);
  if (known !== undefined && /^does not support|^invalid think/.test(known)) {
    return new ModelError(
      'unsupported',
      l10n.t('{model} at {host} cannot do what was asked ({reason}). Choose another model.', {
        ...named,
        reason: known,
      }),
    );
  }
  const where = status === undefined ? l10n.t('an error inside the reply') : `HTTP ${status}`;
  return new ModelError(
    'server-error',
    l10n.t('Ollama at {host} failed with {model} ({reason}). Look into the log of Ollama.', {
      ...named,
      reason: known === undefined ? where : `${where}: ${known}`,
    }),
  );
}

function unreachable(call: CallContext, code = 'fetch failed', cause?: unknown): ModelError {
  return new ModelError(
    'unreachable',
    l10n.t(
      'Ollama does not answer at {host} ({code}). Start it with "ollama serve", or change bionote.ollama.host.',
      { ...names(call), code },
    ),
    true,
    { cause },
  );
}

function streamCut(call: CallContext, cause: unknown): ModelError {
  return new ModelError(
    'stream-cut',
    l10n.t(
      'Ollama at {host} ended its answer with {model} too early. Look into the log of Ollama.',
      names(call),
    ),
    true,
    { cause },
  );
}

function names(call: CallContext): { host: string; model: string } {
  return { host: call.host, model: call.model ?? l10n.t('the model') };
}

/** The client's own words for a stream without its last chunk, and for a body that is not there. */
function isCutStream(error: unknown): boolean {
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
