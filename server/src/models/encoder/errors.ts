import * as l10n from '@vscode/l10n';
import type { EncoderFault } from '../embedded/engine-failure.js';
import { ModelError } from '../error.js';

/** A folder that is no encoder: what is wrong, in which file. */
export function wrongFolder(what: 'missing' | 'config', model: string, path: string): ModelError {
  return what === 'missing'
    ? new ModelError(
        'model-missing',
        l10n.t(
          'The encoder {model} lacks the file {path}. Put it there, or choose another folder in bionote.embedded.modelPath.',
          { model, path },
        ),
      )
    : new ModelError(
        'unsupported',
        l10n.t(
          'The file {path} of the encoder {model} is invalid: it names no labels, or is not JSON. Export the model again, or choose another folder in bionote.embedded.modelPath.',
          { model, path },
        ),
      );
}

/** Entities are to come from an encoder, and there is none. */
export function noEncoder(): ModelError {
  return new ModelError(
    'model-missing',
    l10n.t(
      'Entities should come from an encoder, but there is none. Set bionote.embedded.modelPath to the folder of one, or bionote.entities.from to "model".',
    ),
  );
}

/** An encoder that could not be loaded, or that does not answer as its configuration says. */
export function encoderFault(fault: EncoderFault, model: string): ModelError {
  return new ModelError('unsupported', sentences[fault](model));
}

const sentences: Readonly<Record<EncoderFault, (model: string) => string>> = {
  model: (model) =>
    l10n.t(
      'A model of the encoder {model} is damaged, or needs a newer ONNX Runtime. Export it again, or choose another folder in bionote.embedded.modelPath.',
      { model },
    ),
  tokenizer: (model) =>
    l10n.t(
      'The file tokenizer.json of the encoder {model} cannot be used. Save the tokenizer again, as a fast one, or choose another folder in bionote.embedded.modelPath.',
      { model },
    ),
  inputs: (model) =>
    l10n.t(
      'The encoder {model} does not take input_ids and attention_mask of any length. Export it again with dynamic axes, or choose another folder in bionote.embedded.modelPath.',
      { model },
    ),
  outputs: (model) =>
    l10n.t(
      'The encoder {model} does not match its config.json: it has other outputs, or another number of labels. Export both together, or choose another folder in bionote.embedded.modelPath.',
      { model },
    ),
};
