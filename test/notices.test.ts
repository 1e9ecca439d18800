import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeNotices } from '../scripts/notices.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the notices of third parties', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('hold a text for every package, and for what the binaries are compiled from', async () => {
    const target = join(folder, 'notices.txt');
    const packages = ['@vscode/l10n', 'imurmurhash', 'zod', 'node-llama-cpp', 'commander'];
    await writeNotices(
      target,
      [],
      packages.map((name) => join(root, 'node_modules', name)),
    );
    const parts = (await readFile(target, 'utf8')).split(/\n-{80}\n/);
    const titles = parts.map(
      (part) =>
        part
          .trim()
          .replace(/^BioNote contains.*\n\n/, '')
          .split('\n')[0] ?? '',
    );
    for (const name of [...packages, 'llama.cpp', 'nlohmann/json', 'cpp-httplib']) {
      assert.ok(
        titles.some((title) => title.startsWith(name)),
        name,
      );
    }
    for (const part of parts) {
      assert.match(part, /copyright/i);
      assert.match(part, /permission|redistribution|licensed under/i);
    }
  });

  it('are refused where a licence is missing', async () => {
    const own = join(folder, 'own');
    await mkdir(own);
    await writeFile(join(own, 'package.json'), JSON.stringify({ name: 'own', version: '1', license: 'MIT' }));
    await assert.rejects(writeNotices(join(folder, 'x.txt'), [], [own]), /own comes without its licence/);
  });
});
