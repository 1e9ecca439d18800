import assert from 'node:assert/strict';
import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { startDoor, type Door } from '../../scripts/host/door.js';
import type { Editor } from '../../scripts/host/editor.js';

const password = 'correct-horse-battery';

describe('another user of the machine', () => {
  let door: Door;
  before(async () => {
    const editor = { address: 'http://127.0.0.1:9' } as unknown as Editor;
    door = await startDoor(editor, password, { payload: [['openFile', '"><script>alert(1)</script>']] });
  });
  after(() => {
    door.close();
  });

  interface Answer {
    readonly status: number;
    readonly body: string;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  }

  function ask(path: string, method = 'GET', headers: Record<string, string> = {}): Promise<Answer> {
    const { hostname, port } = new URL(door.address);
    return new Promise((resolve, reject) => {
      const asked = request({ hostname, port, path, method, headers }, (response) => {
        let body = '';
        response.on('data', (data: Buffer) => (body += data.toString()));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body, headers: response.headers });
        });
      });
      asked.on('error', reject);
      asked.end();
    });
  }

  const token = (): string => new URL(door.address).pathname;

  it('does not get the password of the editor without the token', async () => {
    const other = `${token().slice(0, -1)}${token().endsWith('A') ? 'B' : 'A'}`;
    const paths = [
      '/',
      '/login',
      other,
      token().slice(0, -1),
      `${token()}x`,
      `${token()}/`,
      `/x${token()}`,
      token().toUpperCase(),
    ];
    for (const path of paths) {
      const { status, body } = await ask(path);
      assert.equal(status, 404, path);
      assert.ok(!body.includes(password));
    }
    for (const method of ['POST', 'PUT', 'OPTIONS']) {
      assert.equal((await ask(token(), method)).status, 404);
    }
  });

  it('has a token to guess that is too long for it, and another each time', async () => {
    assert.ok(Buffer.from(token().slice(1), 'base64url').length >= 24);
    const again = await startDoor({ address: 'http://127.0.0.1:9' } as unknown as Editor, password, {});
    again.close();
    assert.notEqual(new URL(again.address).pathname, token());
  });

  it('finds nothing of it in a cache, and a page that its contents cannot change', async () => {
    const { status, body, headers } = await ask(token());
    assert.equal(status, 200);
    assert.ok(body.includes(password));
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(body.match(/<script>/g)?.length, 1, body);
  });

  it('on another machine does not reach it', async function () {
    const { port } = new URL(door.address);
    const outside = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    // A machine without a network has no address to try.
    for (const host of ['127.0.0.2', ...outside]) {
      const reached = await new Promise<boolean>((resolve) => {
        const socket = connect(Number(port), host);
        socket.on('connect', () => {
          socket.destroy();
          resolve(true);
        });
        socket.on('error', () => {
          resolve(false);
        });
      });
      assert.equal(reached, false, host);
    }
  });
});
