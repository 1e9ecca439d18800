import * as l10n from '@vscode/l10n';
import { ModelError } from '../error.js';

/** Where Ollama listens unless told otherwise. */
export const defaultHost = 'http://127.0.0.1:11434';

const defaultPort = '11434';

/**
 * The base address of an Ollama server from what a person wrote: a URL, `host`, `host:port`, `:port` or a bare
 * port. Addresses that mean "every interface" and `localhost` become 127.0.0.1, because the first cannot be
 * called and the second may resolve to `::1`, where Ollama does not listen. The port is 11434 unless written,
 * and 443 for https. No slash at the end.
 *
 * @throws ModelError `host-refused` where it is not the address of an http or https server.
 */
export function normalizeHost(written: string): string {
  const text = written.trim();
  if (text === '') return defaultHost;
  const full = withScheme(text);
  const url = parse(full, written);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused(written);
  if (url.username !== '' || url.password !== '') {
    throw new ModelError(
      'host-refused',
      l10n.t('The address of Ollama must not hold a user name or a password: change bionote.ollama.host.'),
    );
  }
  const name = ['localhost', 'localhost.', '0.0.0.0', '[::]'].includes(url.hostname)
    ? '127.0.0.1'
    : url.hostname;
  const port = writtenPort(full) ?? (url.port || (url.protocol === 'https:' ? '' : defaultPort));
  const path = url.pathname.replace(/\/+$/, '').replace(/\/(api|v1)$/, '');
  return `${url.protocol}//${name}${port === '' ? '' : `:${port}`}${path}`;
}

/** Whether a normalised host is this machine. */
export function isLoopback(host: string): boolean {
  const name = new URL(host).hostname;
  return /^127\.\d+\.\d+\.\d+$/.test(name) || name === '[::1]' || /^\[::ffff:7f[0-9a-f]{2}:/.test(name);
}

/**
 * The normalised host, where notes may be sent to it.
 *
 * @throws ModelError `host-refused` for another machine that the settings do not allow.
 */
export function permittedHost(written: string, allowRemote: boolean): string {
  const host = normalizeHost(written);
  if (allowRemote || isLoopback(host)) return host;
  throw new ModelError(
    'host-refused',
    l10n.t(
      '{host} is another machine, and notes would leave this one. Set bionote.ollama.host to 127.0.0.1, or allow it with bionote.ollama.allowRemoteHost.',
      { host },
    ),
  );
}

function withScheme(text: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return text;
  if (/^:?\d{1,5}$/.test(text)) return `http://127.0.0.1:${text.replace(':', '')}`;
  if (/^[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text)) return `http://[${text}]`;
  return `http://${text}`;
}

/** Port 80, which the URL parser drops because it is the scheme's own. */
function writtenPort(text: string): string | undefined {
  return /^http:\/\/(?:\[[^\]]*\]|[^/:?#]*):0*(80)(?:[/?#]|$)/i.exec(text)?.[1];
}

function parse(text: string, written: string): URL {
  try {
    return new URL(text);
  } catch (error) {
    throw refused(written, error);
  }
}

/** What a person wrote, without what stands before an @: it may be a password, also where the rest is no address. */
export function withoutUser(written: string): string {
  return written.slice(written.lastIndexOf('@') + 1);
}

function refused(written: string, cause?: unknown): ModelError {
  return new ModelError(
    'host-refused',
    l10n.t(
      '"{host}" is not the address of an Ollama server. Set bionote.ollama.host to something like http://127.0.0.1:11434.',
      { host: withoutUser(written).slice(0, 100) },
    ),
    false,
    { cause },
  );
}
