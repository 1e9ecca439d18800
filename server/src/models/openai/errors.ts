import * as l10n from '@vscode/l10n';
import { ModelError } from '../error.js';
import { errorOf, modelError, type CallContext, type Failure } from '../http/failures.js';
import { HttpFailure } from '../http/response.js';

/** The root cause of whatever a call to an OpenAI-compatible server threw. */
export function toModelError(error: unknown, call: CallContext): ModelError {
  if (error instanceof HttpFailure && (error.status === 401 || (error.status === 403 && error.isOwn)))
    return modelError({ code: 'key-refused' }, call, wording);
  return errorOf(error, call, wording);
}

/** A server that took longer than allowed. */
export function timedOut(call: CallContext, cause?: unknown): ModelError {
  return modelError({ code: 'timeout', transient: true }, call, wording, cause);
}

/** A model that the server does not list. */
export function modelMissing(call: CallContext): ModelError {
  return modelError({ code: 'model-missing' }, call, wording);
}

/** A prompt that does not fit, or that the server cut. */
export function contextOverflow(call: CallContext): ModelError {
  return modelError({ code: 'context-overflow' }, call, wording);
}

/** No model is chosen, and the server has none or several. */
export function noModel(call: CallContext): ModelError {
  return modelError({ code: 'no-model' }, call, wording);
}

/** The settings name no server. */
export function noServer(): ModelError {
  return new ModelError(
    'host-refused',
    l10n.t('No server is named. Set bionote.openai.url to its address, such as http://127.0.0.1:8080/v1.'),
  );
}

/** A name that stands for a model in the cloud, which the settings do not allow. */
export function cloudRefused(model: string): ModelError {
  return new ModelError(
    'cloud-refused',
    l10n.t(
      '{model} runs in the cloud, and notes would leave this machine. Choose a local model, or allow it with bionote.ollama.allowCloudModels.',
      { model },
    ),
  );
}

function wording({ code, reason }: Failure, call: CallContext): string {
  const named = { host: call.host, model: call.model ?? l10n.t('the model') };
  switch (code) {
    case 'timeout':
      return l10n.t(
        'The server at {host} took too long to answer with {model}. Try again, or choose a smaller model.',
        named,
      );
    case 'no-model':
      return l10n.t(
        'No model on the server at {host} is chosen. Choose one with "BioNote: Choose Model".',
        named,
      );
    case 'model-missing':
      return l10n.t('The server at {host} has no model {model}. Choose another model.', named);
    case 'not-ollama':
      return l10n.t(
        'The server at {host} does not speak the OpenAI protocol. Set bionote.openai.url to the address of the server, such as http://127.0.0.1:8080/v1.',
        named,
      );
    case 'context-overflow':
      return l10n.t(
        'The text does not fit the context window of {model} at {host}. Start the server with a larger one.',
        named,
      );
    case 'busy':
      return l10n.t('The server at {host} is busy with other requests. Try again later.', named);
    case 'out-of-memory':
      return l10n.t(
        'The server at {host} has too little memory for {model}. Choose a smaller model, or start the server with a smaller context window.',
        named,
      );
    case 'engine-died':
      return l10n.t('{model} stopped unexpectedly at {host}. See the log of the server.', named);
    case 'unsupported':
      return l10n.t('{model} at {host} cannot do what was asked ({reason}). Choose another model.', {
        ...named,
        reason: reason ?? '',
      });
    case 'unreachable':
      return l10n.t('No server answers at {host} ({code}). Start it, or change bionote.openai.url.', {
        ...named,
        code: reason ?? '',
      });
    case 'key-refused':
      return l10n.t(
        'The server at {host} requires another key. Set it with "BioNote: Set Server API Key", or on the command line in BIONOTE_API_KEY.',
        named,
      );
    case 'stream-cut':
      return l10n.t('The server at {host} ended its answer with {model} too early. See its log.', named);
    case 'cloud-refused':
    case 'engine-unavailable':
    case 'writes-nothing':
    case 'host-refused':
    case 'server-error':
      return l10n.t('The server at {host} failed with {model} ({reason}). See its log.', {
        ...named,
        reason: reason ?? l10n.t('an error inside the reply'),
      });
  }
}
