import * as l10n from '@vscode/l10n';
import type { ServerKind } from '../http/host.js';

/** Ollama, as far as its address goes. */
export const ollamaServer: ServerKind = {
  port: '11434',
  noAddress: (host) =>
    l10n.t(
      '"{host}" is not the address of an Ollama server. Set bionote.ollama.host to something like http://127.0.0.1:11434.',
      { host },
    ),
  holdsPassword: () =>
    l10n.t('The address of Ollama must not contain a user name or a password: change bionote.ollama.host.'),
  otherMachine: (host) =>
    l10n.t(
      '{host} is another machine, and notes would leave this one. Set bionote.ollama.host to 127.0.0.1, or allow it with bionote.ollama.allowRemoteHost.',
      { host },
    ),
  redirects: (host) =>
    l10n.t(
      '{host} redirects to another address, which BioNote does not follow. Set bionote.ollama.host to Ollama itself.',
      { host },
    ),
};
