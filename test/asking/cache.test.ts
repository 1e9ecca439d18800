import assert from 'node:assert/strict';
import {
  chmod,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { ReadingCache } from '../../server/src/asking/cache.js';
import { DiskCache } from '../../server/src/asking/disk-cache.js';
import { sha256 } from '../../server/src/asking/cache-key.js';

const shape = z.object({ text: z.string() });
const valueOf = (text: string): { text: string } => ({ text });

describe('reading cache', () => {
  let storage: string;

  beforeEach(async () => {
    storage = await mkdtemp(join(tmpdir(), 'bionote-cache-'));
  });

  afterEach(async () => {
    await rm(storage, { recursive: true, force: true });
  });

  const files = async (): Promise<string[]> => {
    const entries = await readdir(storage, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  };

  /** The blocks that all files take. */
  const onDisk = async (): Promise<number> => {
    const sizes = await Promise.all((await files()).map(async (file) => (await stat(file)).size));
    return sizes.reduce((sum, size) => sum + Math.ceil(size / 4096) * 4096, 0);
  };

  const textOf = (index: number, padding: number): string => `value ${index}${'.'.repeat(padding)}`;

  const filled = async (
    count: number,
    settings?: { enabled: boolean; maxMegabytes: number },
    padding = 0,
  ): Promise<void> => {
    const cache = new ReadingCache(storage, settings);
    for (let index = 0; index < count; index++) {
      cache.set(sha256(String(index)), valueOf(textOf(index, padding)));
      if (padding > 0) await cache.flush();
    }
    await cache.flush();
  };

  const known = async (count: number, cache = new ReadingCache(storage)): Promise<number[]> => {
    const found: number[] = [];
    for (let index = 0; index < count; index++) {
      const value = await cache.get(sha256(String(index)), shape);
      if (value) {
        assert.equal(value.text.replace(/\.+$/, ''), textOf(index, 0));
        found.push(index);
      }
    }
    return found;
  };

  it('tells how much it keeps, and whether it can', async () => {
    const cache = new ReadingCache(storage);
    assert.deepEqual(await cache.inspect(), { enabled: true, folder: { writable: true, bytes: 0 } });
    cache.set(sha256('one'), valueOf('x'.repeat(10_000)));
    await cache.flush();
    const { folder } = await cache.inspect();
    assert.ok(folder && folder.bytes > 10_000, String(folder?.bytes));
    cache.configure({ enabled: false });
    assert.equal((await cache.inspect()).enabled, false);
    assert.deepEqual(await new ReadingCache().inspect(), { enabled: true });
    await writeFile(join(storage, 'file'), '');
    const misplaced = await new ReadingCache(join(storage, 'file')).inspect();
    assert.deepEqual(misplaced.folder, { writable: false, bytes: 0 });
  });

  it('knows in another instance what was kept', async () => {
    await filled(3);
    assert.deepEqual(await known(4), [0, 1, 2]);
  });

  it('keeps to its bound on disk, and lets the oldest go', async () => {
    const limit = 256 * 1024;
    await filled(40, { enabled: true, maxMegabytes: limit / 1024 / 1024 }, 16 * 1024);
    const left = await known(40);
    assert(left.length > 6 && left.length < 16, `${left.length} are left`);
    assert.equal(left.at(-1), 39);
    assert.equal(left[0], 40 - left.length);
    assert((await onDisk()) <= limit);
  });

  it('counts what text takes on disk, not its characters', async () => {
    const limit = 256 * 1024;
    const cache = new ReadingCache(storage, { enabled: true, maxMegabytes: limit / 1024 / 1024 });
    for (let index = 0; index < 40; index++) {
      cache.set(sha256(String(index)), valueOf('熱'.repeat(8 * 1024)));
      await cache.flush();
    }
    assert((await onDisk()) <= limit, String(await onDisk()));
  });

  it('takes little more room than what it holds, however small the pieces', async () => {
    const cache = new ReadingCache(storage);
    let held = 0;
    for (let index = 0; index < 3_000; index++) {
      const value = { label: 'neutral', probability: index / 3_000 };
      cache.set(sha256(String(index)), value);
      held += 64 + JSON.stringify(value).length;
      if (index % 50 === 0) await cache.flush();
    }
    await cache.flush();
    assert((await onDisk()) < 2.5 * held, `${await onDisk()} bytes for ${held}`);
  });

  it('keeps to the bound when it is lowered, also for what another session wrote', async () => {
    await filled(20, undefined, 16 * 1024);
    const cache = new ReadingCache(storage);
    cache.configure({ enabled: true, maxMegabytes: 128 / 1024 });
    cache.set(sha256('new'), valueOf('new'));
    await cache.flush();
    assert((await known(20)).length < 8);
    assert((await onDisk()) <= 128 * 1024);
  });

  it('finds what another process wrote meanwhile, and loses nothing of either', async () => {
    const [one, other] = [new DiskCache(storage, 1e6), new DiskCache(storage, 1e6)];
    for (let round = 0; round < 5; round++) {
      one.write(`one ${round}`, round);
      other.write(`other ${round}`, round);
      await Promise.all([one.flush(), other.flush()]);
    }
    const third = new DiskCache(storage, 1e6);
    for (let round = 0; round < 5; round++) {
      assert.deepEqual(
        [await third.read(`one ${round}`), await third.read(`other ${round}`)],
        [round, round],
      );
    }
  });

  for (const [name, damage] of Object.entries({
    'cut entries': (file: string) => truncate(file, 7),
    'emptied entries': (file: string) => truncate(file, 0),
    'changed entries': async (file: string) => {
      const bytes = await readFile(file);
      await writeFile(
        file,
        bytes.map((byte) => byte ^ 1),
      );
    },
  })) {
    it(`takes ${name} for a miss, and can keep the same again`, async () => {
      await filled(2);
      for (const file of await files()) {
        await damage(file);
      }
      assert.deepEqual(await known(2), []);
      const cache = new ReadingCache(storage);
      await known(2, cache);
      await cache.flush();
      await filled(2);
      assert.deepEqual(await known(2), [0, 1]);
    });
  }

  for (const [name, isOf] of Object.entries({
    index: (file: string) => file.includes('index-'),
    content: (file: string) => file.includes('content-'),
  })) {
    it(`keeps an entry whose ${name} cannot be read for a while, and goes on to write`, async () => {
      await filled(1);
      const file = (await files()).find(isOf);
      assert(file);
      await rename(file, `${storage}/aside`);
      // Reading a link to itself fails, for root too, and says nothing of what was written.
      await symlink(file, file);
      const disk = new DiskCache(join(storage, 'cache'), 1024 * 1024);
      assert.equal(await disk.read(sha256('0')), undefined);
      await disk.flush();
      await rename(`${storage}/aside`, file);
      assert.deepEqual(await disk.read(sha256('0')), valueOf('value 0'));
      disk.write(sha256('later'), 'later');
      await disk.flush();
      assert.equal(await disk.read(sha256('later')), 'later');
    });
  }

  it('takes a value of another shape for a miss', async () => {
    const cache = new ReadingCache(storage);
    cache.set(sha256('0'), { other: 1 });
    await cache.flush();
    assert.equal(await cache.get(sha256('0'), shape), undefined);
    assert.deepEqual(await known(1), []);
  });

  it('neither reads nor writes the disk while it is switched off, and still serves the session', async () => {
    const off = { enabled: false, maxMegabytes: 1 };
    await filled(1);
    const cache = new ReadingCache(storage, off);
    assert.deepEqual(await known(1, cache), []);
    cache.set(sha256('1'), valueOf('value 1'));
    await cache.flush();
    assert.deepEqual(await known(2, cache), [1]);
    assert.deepEqual(await known(2), [0]);
  });

  it('forgets everything when it is cleared', async () => {
    await filled(3);
    const cache = new ReadingCache(storage, { enabled: false, maxMegabytes: 1 });
    await cache.clear();
    assert.deepEqual(await files(), []);
    assert.deepEqual(await known(3), []);
  });

  it('lets only its owner into the folder, and no text into names or index', async () => {
    const cache = new ReadingCache(storage);
    cache.set(sha256('a'), valueOf('confidential'));
    await cache.flush();
    assert.equal((await stat(join(storage, 'cache'))).mode & 0o777, 0o700);
    for (const file of await files()) {
      assert.doesNotMatch(file, /confidential/);
      if (file.includes('index-')) {
        assert.doesNotMatch(await readFile(file, 'utf8'), /confidential/);
      }
    }
  });

  it('goes on in memory where the disk cannot be written', async () => {
    await writeFile(join(storage, 'cache'), 'a file where the folder should be');
    await chmod(join(storage, 'cache'), 0o400);
    const cache = new ReadingCache(storage);
    cache.set(sha256('0'), valueOf('value 0'));
    await cache.flush();
    assert.deepEqual(await known(1, cache), [0]);
  });

  it('holds a bounded number of values in memory, the last ones', async () => {
    const cache = new ReadingCache();
    for (let index = 0; index < 60_000; index++) {
      cache.set(String(index), valueOf('x'));
    }
    assert.equal(await cache.get('0', shape), undefined);
    assert.deepEqual(await cache.get('59999', shape), { text: 'x' });
  });

  it('lets what a slow disk cannot take in time go', async () => {
    const disk = new DiskCache(storage, 1024 * 1024, 5);
    for (let index = 0; index < 20; index++) {
      disk.write(sha256(String(index)), index);
    }
    await disk.flush();
    const kept: unknown[] = [];
    for (let index = 0; index < 20; index++) {
      kept.push((await disk.read(sha256(String(index)))) !== undefined);
    }
    assert(kept[0] === true && kept.at(-1) === false);
    assert(kept.filter(Boolean).length <= 6);
    disk.write(sha256('later'), 'later');
    await disk.flush();
    assert.equal(await disk.read(sha256('later')), 'later');
  });

  it('works without a folder', async () => {
    const cache = new ReadingCache();
    cache.set(sha256('0'), valueOf('value 0'));
    assert.deepEqual(await known(2, cache), [0]);
    await cache.clear();
    assert.deepEqual(await known(1, cache), []);
  });
});
