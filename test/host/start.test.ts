import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './session.js';
import { until } from './screen.js';

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly output: () => string;
}

/** Starts `npm start` as a person would, without a desktop VS Code on the PATH. */
function npmStart(...flags: string[]): Started {
  const child = spawn('npm', ['start', '--', ...flags], {
    cwd: root,
    // A group of its own: a terminal's Ctrl-C reaches all of it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  let output = '';
  const keep = (data: Buffer): void => {
    output += data.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return {
    child,
    ended: new Promise((resolve) => child.on('close', resolve)),
    output: () => output,
  };
}

async function editorFolders(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith('bionote-editor-'));
}

describe('npm start', function () {
  this.timeout(300_000);

  it('prints the analysis of the sample with --headless', async () => {
    const { ended, output } = npmStart('--headless');
    assert.equal(await ended, 0, output());
    for (const word of ['pneumonia', 'ceftriaxone', 'problem', 'treatment']) {
      assert.ok(output().includes(word), output());
    }
  });

  it('opens the sample in the VS Code from npm to whoever has the address, and ends on Ctrl-C', async () => {
    const before = await editorFolders();
    const { child, ended, output } = npmStart('--browser');
    try {
      const address = await until('the address', () =>
        Promise.resolve(/http:\/\/127\.0\.0\.1:\d+\/[\w-]+/.exec(output())?.[0]),
      );
      const page = await (await fetch(address)).text();
      const action = /action="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
      const password = /name="password" value="([^"]+)"/.exec(page)?.[1];
      assert.ok(action !== undefined && password !== undefined, page);
      assert.ok(decodeURIComponent(action).includes(path.join('samples', 'progress-note.note')));

      const editor = new URL(action).origin;
      const stranger = await fetch(`${editor}/`, { redirect: 'manual' });
      assert.equal(stranger.status, 302);
      assert.match(stranger.headers.get('location') ?? '', /login/);
      assert.equal((await fetch(`${address}x`)).status, 404);

      const signedIn = await fetch(action, {
        method: 'POST',
        body: new URLSearchParams({ password }),
        redirect: 'manual',
      });
      assert.equal(signedIn.status, 302);
      const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
      const window = await fetch(new URL(signedIn.headers.get('location') ?? '', action), {
        headers: { cookie },
        redirect: 'manual',
      });
      assert.equal(window.status, 200);
    } finally {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
      await ended;
    }
    assert.deepEqual(await editorFolders(), before);
  });
});
