import * as l10n from '@vscode/l10n';
import type { ServerKind } from '../http/host.js';

/** A server that speaks OpenAI's protocol, as far as its address goes; llama-server listens at 8080. */
export const openAiServer: ServerKind = {
  port: '8080',
  noAddress: (host) =>
    l10n.t(
      '"{host}" is not the address of a server. Set bionote.openai.url to something like http://127.0.0.1:8080/v1.',
      { host },
    ),
  holdsPassword: () =>
    l10n.t(
      'The address of the server must not contain a user name or a password: change bionote.openai.url.',
    ),
  otherMachine: (host) =>
    l10n.t(
      '{host} is another machine, and notes would leave this one. Set bionote.openai.url to 127.0.0.1, or allow it with bionote.ollama.allowRemoteHost.',
      { host },
    ),
  redirects: (host) =>
    l10n.t(
      '{host} redirects to another address, which BioNote does not follow. Set bionote.openai.url to the server itself.',
      { host },
    ),
};
