import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('README.md', () => {
  let text: string;

  before(async () => {
    text = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  });

  it('leads only to files that ship with the extension', async () => {
    const links = [...text.matchAll(/\]\(([^)#]+)[^)]*\)|\b(?:src|srcset)="([^"]+)"/g)];
    const local = links
      .flatMap(([, link, picture]) => link ?? picture ?? [])
      .filter((to) => !/^https?:/.test(to));
    assert.ok(local.length > 10);
    // In a process of its own: the packer brings an HTTP client that puts itself in the place of Node's.
    const packer = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
    const { stdout } = await promisify(execFile)(process.execPath, [packer, 'ls', '--no-dependencies'], {
      cwd: root,
    });
    const shipped = new Set(stdout.split('\n'));
    assert.deepEqual(
      local.filter((file) => !shipped.has(file)),
      [],
    );
  });

  it('shows each of its pictures for light and for dark, one of each as the fallback', async () => {
    const folder = 'media/screenshots/';
    const shown = [...text.matchAll(/<picture>\n(.*)\n(.*)\n<\/picture>/g)].map(
      ([, source = '', img = '']) => {
        assert.match(source, /media="\(prefers-color-scheme: dark\)"/);
        const [dark, light] = [
          /srcset="(.+)-dark\.png"/.exec(source)?.[1],
          /src="(.+)-light\.png"/.exec(img)?.[1],
        ];
        assert.equal(dark, light);
        return dark;
      },
    );
    const taken = new Set(await readdir(new URL(`../${folder}`, import.meta.url)));
    assert.deepEqual(
      shown,
      ['overview', 'hover', 'check', 'answer', 'medications', 'review', 'graph', 'folder'].map(
        (name) => folder + name,
      ),
    );
    for (const name of shown) assert.ok(taken.has(`${name.slice(folder.length)}-dark.png`), name);
  });
});
