import * as l10n from '@vscode/l10n';
import { ModelError } from '../error.js';
import { errorOf, modelError, type CallContext, type Failure } from '../http/failures.js';

export type { CallContext } from '../http/failures.js';

/** The root cause of whatever a call to Ollama threw. */
export function toModelError(error: unknown, call: CallContext): ModelError {
  return errorOf(error, call, wording);
}

/** An engine that took longer than allowed. */
export function timedOut(call: CallContext, cause?: unknown): ModelError {
  return modelError({ code: 'timeout', transient: true }, call, wording, cause);
}

/** A model that the server does not have. */
export function modelMissing(call: CallContext): ModelError {
  return modelError({ code: 'model-missing' }, call, wording);
}

/** A prompt that does not fit, or that the server cut. */
export function contextOverflow(call: CallContext): ModelError {
  return modelError({ code: 'context-overflow' }, call, wording);
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

function wording({ code, reason }: Failure, call: CallContext): string {
  const named = { host: call.host, model: call.model ?? l10n.t('the model') };
  switch (code) {
    case 'timeout':
      return l10n.t(
        'Ollama at {host} took too long to answer with {model}. Try again, or choose a smaller model.',
        named,
      );
    case 'model-missing':
      return l10n.t('Ollama at {host} has no model {model}. Download it, or choose another model.', named);
    case 'not-ollama':
      return l10n.t(
        'The server at {host} is not Ollama. Set bionote.ollama.host to the address of Ollama.',
        named,
      );
    case 'context-overflow':
      return l10n.t(
        'The text does not fit the context window of {model} at {host}. Choose a model with a longer one.',
        named,
      );
    case 'busy':
      return l10n.t('Ollama at {host} is busy with other requests. Try again later.', named);
    case 'out-of-memory':
      return l10n.t('Ollama at {host} has too little memory for {model}. Choose a smaller model.', named);
    case 'engine-died':
      return l10n.t('{model} stopped unexpectedly in Ollama at {host}. See the log of Ollama.', named);
    case 'unsupported':
      return l10n.t('{model} at {host} cannot do what was asked ({reason}). Choose another model.', {
        ...named,
        reason: reason ?? '',
      });
    case 'unreachable':
      return l10n.t(
        'Ollama does not answer at {host} ({code}). Start it with "ollama serve", or change bionote.ollama.host.',
        { ...named, code: reason ?? '' },
      );
    case 'stream-cut':
      return l10n.t(
        'Ollama at {host} ended its answer with {model} too early. See the log of Ollama.',
        named,
      );
    case 'cloud-refused':
    case 'engine-unavailable':
    case 'writes-nothing':
    case 'host-refused':
    case 'key-refused':
    case 'no-model':
    case 'server-error':
      return l10n.t('Ollama at {host} failed with {model} ({reason}). See the log of Ollama.', {
        ...named,
        reason: reason ?? l10n.t('an error inside the reply'),
      });
  }
}
