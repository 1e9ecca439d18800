import * as l10n from '@vscode/l10n';
import { ModelError } from '../error.js';
import { modelError, type CallContext, type Wording } from './failures.js';

/** The errors that BioNote itself finds in a call to a server, in the words of its kind. */
export interface ServerErrors {
  /** A server that took longer than allowed. */
  readonly timedOut: (call: CallContext, cause?: unknown) => ModelError;
  /** A model that the server does not have. */
  readonly modelMissing: (call: CallContext) => ModelError;
  /** A prompt that does not fit, or that the server cut. */
  readonly contextOverflow: (call: CallContext) => ModelError;
}

/** The errors of one kind of server. */
export function serverErrors(wording: Wording): ServerErrors {
  return {
    timedOut: (call, cause) => modelError({ code: 'timeout', transient: true }, call, wording, cause),
    modelMissing: (call) => modelError({ code: 'model-missing' }, call, wording),
    contextOverflow: (call) => modelError({ code: 'context-overflow' }, call, wording),
  };
}

/** The error for a cloud model that the settings do not allow. */
export function cloudRefused(model: string): ModelError {
  return new ModelError(
    'cloud-refused',
    l10n.t(
      '{model} runs in the cloud, and notes would leave this machine. Choose a local model, or allow it with bionote.ollama.allowCloudModels.',
      { model },
    ),
  );
}
