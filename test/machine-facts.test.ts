import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machineFacts } from '../server/src/machine-facts.js';

describe('what BioNote runs on', () => {
  it('is told with the version of the manifest, where there is one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    try {
      assert.equal((await machineFacts(folder)).bionote, undefined);
      await writeFile(join(folder, 'package.json'), '{"version": "zq zq"}');
      assert.equal((await machineFacts(folder)).bionote, undefined);
      await writeFile(join(folder, 'package.json'), '{"version": "1.2.3"}');
      const { bionote, node, platform, arch, libc } = await machineFacts(folder);
      assert.deepEqual(
        [bionote, node, platform, arch],
        ['1.2.3', process.versions.node, process.platform, process.arch],
      );
      if (process.platform === 'linux') assert.match(libc ?? '', /^(?:musl|glibc(?: \d+(?:\.\d+)+)?)$/);
      else assert.equal(libc, undefined);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
