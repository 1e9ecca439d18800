import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { windowAddress, type Editor, type WindowContents } from './editor.js';

/** A short address that signs its holder in to a password-protected editor. */
export interface Door {
  /** `http://127.0.0.1:PORT/TOKEN`. Anyone who has it can use the editor. */
  readonly address: string;
  close(): void;
}

const escapeAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** Signs in like the form on the editor's own page, so that the browser gets the editor's cookie. */
const signIn = (action: string, password: string): string => `<!doctype html>
<meta charset="utf-8"><title>BioNote</title>
<form method="post" action="${escapeAttribute(action)}">
<input type="hidden" name="password" value="${escapeAttribute(password)}">
<noscript><button>Open VS Code</button></noscript>
</form>
<script>document.forms[0].submit();</script>
`;

function sameText(first: string, second: string): boolean {
  const [one, other] = [Buffer.from(first), Buffer.from(second)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/**
 * Opens a sign-in address for a password-protected editor, so that nobody has to copy the password and other
 * users of the machine, who can reach its loopback ports, are kept out.
 */
export async function startDoor(editor: Editor, password: string, contents: WindowContents): Promise<Door> {
  const token = randomBytes(24).toString('base64url');
  const window = new URL(windowAddress(editor, contents));
  window.pathname = '/login';
  window.searchParams.set('to', '/');
  const page = signIn(window.href, password);

  const server = createServer((request, response) => {
    const open = request.method === 'GET' && sameText(request.url ?? '', `/${token}`);
    response.writeHead(open ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    response.end(open ? page : 'Not found');
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No address to listen at.');
  return {
    address: `http://127.0.0.1:${address.port}/${token}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
