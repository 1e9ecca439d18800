import * as l10n from '@vscode/l10n';
import { ModelError } from './error.js';

/** What a call fails with when its runtime is disposed of: the same call to the new runtime may succeed. */
export function switched(): ModelError {
  return new ModelError('engine-died', l10n.t('The model was switched while it was answering.'), true);
}
