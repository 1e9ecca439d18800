import * as l10n from '@vscode/l10n';
import { ModelError } from '../error.js';
import type { ModelErrorCode } from '../error-code.js';
import { endsProcess } from './engine-failure.js';

/** A failure of the embedded engine in words; `model` is the model's name. */
export function embeddedError(code: ModelErrorCode, model: string, cause?: unknown): ModelError {
  const sentence = sentences(model)[code];
  return sentence === undefined
    ? new ModelError(
        'server-error',
        l10n.t('The embedded engine failed with {model}. Choose another model, or use Ollama.', { model }),
        false,
        { cause },
      )
    : new ModelError(code, sentence, endsProcess(code), { cause });
}

function sentences(model: string): Partial<Record<ModelErrorCode, string>> {
  return {
    'engine-died': l10n.t(
      'The embedded engine stopped unexpectedly with {model}. It restarts when it is needed.',
      { model },
    ),
    timeout: l10n.t(
      'The embedded engine took too long to answer with {model}, and was stopped. Choose a smaller model, or use Ollama.',
      { model },
    ),
    'engine-unavailable': l10n.t(
      'The embedded engine does not run on this platform ({platform}). Use Ollama: install it from ollama.com, and choose a model.',
      { platform: `${process.platform}-${process.arch}` },
    ),
    'context-overflow': l10n.t(
      'The text does not fit the context window of {model}. Choose a model that takes longer texts.',
      { model },
    ),
    'out-of-memory': l10n.t(
      'There is too little memory for {model}. Choose a smaller model, or close other programs.',
      { model },
    ),
    unsupported: l10n.t(
      'The embedded engine cannot use {model} in this way: it is not a readable GGUF file, or has no chat template. Choose another file in bionote.embedded.modelPath.',
      { model },
    ),
  };
}

/** An engine that died so often that starting it again would not help. */
export function keepsDying(model: string): ModelError {
  return new ModelError(
    'engine-died',
    l10n.t(
      'The embedded engine keeps stopping with {model}, so it will not be restarted for now. Choose a smaller model, or use Ollama.',
      { model },
    ),
  );
}

/** A model file that is not there. */
export function fileMissing(path: string): ModelError {
  return new ModelError(
    'model-missing',
    l10n.t(
      'There is no model at {path}. Set bionote.embedded.modelPath to a GGUF file or the folder of an encoder, or leave it empty.',
      {
        path,
      },
    ),
  );
}

/** An installation without its model or its engine. */
export function notInstalled(cause?: unknown): ModelError {
  return new ModelError(
    'engine-unavailable',
    l10n.t('This package of BioNote has no embedded engine. Install the one for {platform}, or use Ollama.', {
      platform: `${process.platform}-${process.arch}`,
    }),
    false,
    { cause },
  );
}
