import { ModelError } from '../error.js';

/** What a kind of server is reached by, and how its refusals are worded. */
export interface ServerKind {
  /** The port where it listens unless told otherwise. */
  readonly port: string;
  /** `host` is not the address of such a server. */
  noAddress(host: string): string;
  holdsPassword(): string;
  /** `host` is another machine, which the settings do not allow. */
  otherMachine(host: string): string;
  /** The server at `host` redirects, which is not followed. */
  redirects(host: string): string;
}

/**
 * The base address of a server from what a person wrote: a URL, `host`, `host:port`, `:port` or a bare
 * port. Addresses that mean "every interface" and `localhost` become 127.0.0.1, because the first cannot be
 * called and the second may resolve to `::1`, where local servers seldom listen. The port is the kind's own unless
 * written, and 443 for https. Without the path of the interface (`/api`, `/v1`), and no slash at the end.
 *
 * @throws ModelError `host-refused` where it is not the address of an http or https server.
 */
export function normalizeHost(written: string, kind: ServerKind): string {
  const text = written.trim();
  if (text === '') return `http://127.0.0.1:${kind.port}`;
  const full = withScheme(text);
  const url = parse(full, written, kind);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused(written, kind);
  if (url.username !== '' || url.password !== '') throw new ModelError('host-refused', kind.holdsPassword());
  const name = ['localhost', 'localhost.', '0.0.0.0', '[::]'].includes(url.hostname)
    ? '127.0.0.1'
    : url.hostname;
  const port = writtenPort(full) ?? (url.port || (url.protocol === 'https:' ? '' : kind.port));
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
export function permittedHost(written: string, allowRemote: boolean, kind: ServerKind): string {
  const host = normalizeHost(written, kind);
  if (allowRemote || isLoopback(host)) return host;
  throw new ModelError('host-refused', kind.otherMachine(host));
}

/** The normalised address, to be shown; as written, less what may be a password, where it is none. */
export function shownHost(written: string, kind: ServerKind): string {
  try {
    return normalizeHost(written, kind);
  } catch {
    return withoutUser(written);
  }
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

function parse(text: string, written: string, kind: ServerKind): URL {
  try {
    return new URL(text);
  } catch (error) {
    throw refused(written, kind, error);
  }
}

/** What a person wrote, without what stands before an @: it may be a password, also where the rest is no address. */
function withoutUser(written: string): string {
  return written.slice(written.lastIndexOf('@') + 1);
}

function refused(written: string, kind: ServerKind, cause?: unknown): ModelError {
  const message = kind.noAddress(withoutUser(written).slice(0, 100));
  return new ModelError('host-refused', message, false, { cause });
}
