import * as l10n from '@vscode/l10n';
import type { ModelErrorCode } from '../models/error-code.js';

const again = (): string => l10n.t('Try again. If it happens again, report it with what the log says.');

const reinstall = (): string => l10n.t('Reinstall BioNote, using the build for this platform.');

const sentences: Readonly<Record<ModelErrorCode, () => string>> = {
  unreachable: () =>
    l10n.t(
      'Start the server, or change its address (bionote.ollama.host or bionote.openai.url; --host or --server).',
    ),
  'not-ollama': () =>
    l10n.t(
      'Something else answers at this address: change bionote.ollama.host (--host on the command line).',
    ),
  'host-refused': () =>
    l10n.t('Change the address to one on this machine, or allow it with bionote.ollama.allowRemoteHost.'),
  'key-refused': () => l10n.t('Set the key with "BioNote: Set Server API Key", or in BIONOTE_API_KEY.'),
  'no-model': () => l10n.t('Choose a model with "BioNote: Choose Model", or name it with --model.'),
  'model-missing': () => l10n.t('Download the chosen model to the server, or choose another.'),
  'cloud-refused': () =>
    l10n.t('Choose a model that runs on this machine, or allow it with bionote.ollama.allowCloudModels.'),
  busy: () => l10n.t('Wait until the server is less busy.'),
  timeout: () => l10n.t('Try again, or choose a smaller model.'),
  'stream-cut': again,
  'context-overflow': () => l10n.t('Choose a model with a longer context window.'),
  'out-of-memory': () => l10n.t('Choose a smaller model, or close other programs.'),
  'engine-died': again,
  'engine-unavailable': reinstall,
  unsupported: () => l10n.t('Choose another model, or check bionote.embedded.modelPath.'),
  'writes-nothing': () => l10n.t('Choose a model that writes for what the encoder cannot do.'),
  'server-error': again,
};

/** What to do about a root cause, in one sentence that holds in the editor and on the command line. */
export function adviceFor(code: ModelErrorCode): string {
  return sentences[code]();
}
