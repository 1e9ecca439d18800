import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IgnoredPairs, type Watch } from '../../server/src/analysis/ignored-pairs.js';
import { pairKey } from '../../server/src/analysis/pair-key.js';
import { until } from '../protocol/until.js';

/** A file system that cannot be watched. */
const blind: Watch = () => {
  throw new Error('ENOSPC');
};

describe('ignored pairs', () => {
  let storage: string;
  let folder: string;
  const windows: IgnoredPairs[] = [];
  const key = pairKey('He has fever.', 'No fever.');
  const keys = Array.from({ length: 20 }, (_, i) => pairKey(`a${i}`, 'b'));

  beforeEach(async () => {
    storage = await mkdtemp(join(tmpdir(), 'bionote-ignored-'));
    folder = join(storage, 'ignored');
  });

  afterEach(async () => {
    for (const window of windows.splice(0)) window.dispose();
    await rm(storage, { recursive: true, force: true });
  });

  const opened = async (watch?: Watch): Promise<IgnoredPairs> => {
    const pairs = new IgnoredPairs(storage, watch);
    windows.push(pairs);
    await pairs.refresh();
    return pairs;
  };

  it('outlive the instance, in a folder that only its owner can read and that holds no text', async () => {
    await (await opened()).add(key);
    assert.equal((await opened()).has(key), true);
    assert.deepEqual(await readdir(folder), [key]);
    const { mode, size } = await stat(join(folder, key));
    assert.deepEqual([mode & 0o777, size, (await stat(folder)).mode & 0o777], [0o600, 0, 0o700]);
  });

  it('close a folder that stood open', async () => {
    await mkdir(folder, { mode: 0o755 });
    await opened();
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
  });

  it('are known at once', () => {
    const pairs = new IgnoredPairs();
    void pairs.add(key);
    assert.equal(pairs.has(key), true);
  });

  it('can all be forgotten, at once and for good', async () => {
    const pairs = await opened();
    await pairs.add(key);
    const forgotten = pairs.clear();
    assert.equal(pairs.has(key), false);
    await forgotten;
    assert.equal((await opened()).has(key), false);
  });

  it('are forgotten even while the folder is being read', async () => {
    await (await opened()).add(key);
    const pairs = new IgnoredPairs(storage);
    windows.push(pairs);
    const [reading, forgotten] = [pairs.refresh(), pairs.clear()];
    await reading;
    assert.equal(pairs.has(key), false);
    await forgotten;
    assert.deepEqual([pairs.has(key), (await opened()).has(key)], [false, false]);
  });

  it('that one window hides and shows again, the other hides and shows too, without being asked', async () => {
    const [one, two] = [await opened(), await opened()];
    let news = 0;
    two.onDidChange(() => (news += 1));
    await one.add(key);
    await until('the other window to hide it', () => two.has(key));
    assert.equal(news, 1);
    await one.clear();
    await until('the other window to show it', () => !two.has(key));
    await two.add(keys[0]!);
    await until('the first window to hide it', () => one.has(keys[0]!));
    assert.equal(one.has(key), false);
  });

  it('are read again before use where the folder cannot be watched', async () => {
    const [one, two] = [await opened(blind), await opened(blind)];
    await one.add(key);
    assert.equal(two.has(key), false);
    await two.refresh();
    assert.equal(two.has(key), true);
  });

  it('that two windows add at the same time are all kept', async () => {
    const [one, two] = [await opened(), await opened()];
    await Promise.all(keys.map((each, i) => (i % 2 === 0 ? one : two).add(each)));
    const third = await opened();
    for (const window of [one, two, third]) {
      await window.refresh();
      assert.deepEqual(
        keys.filter((each) => !window.has(each)),
        [],
      );
    }
  });

  it('are told of once, and not of what a window did itself', async () => {
    const pairs = await opened();
    let news = 0;
    pairs.onDidChange(() => (news += 1));
    await pairs.add(key);
    await pairs.refresh();
    await pairs.clear();
    await pairs.refresh();
    assert.equal(news, 0);
  });

  it('are no names of files but hashes', async () => {
    const pairs = await opened();
    for (const name of ['../escaped', '/tmp/x', 'a'.repeat(63), `${key}/x`, key.toUpperCase(), '']) {
      await pairs.add(name);
      assert.equal(pairs.has(name), false);
    }
    assert.deepEqual(await readdir(storage, { recursive: true }), ['ignored']);
  });

  it('are not taken from what else lies in the folder', async () => {
    await mkdir(folder);
    for (const name of ['x', '__proto__', `${key}.txt`]) await writeFile(join(folder, name), 'x');
    const pairs = await opened();
    assert.deepEqual(
      ['x', '__proto__', `${key}.txt`].map((name) => pairs.has(name)),
      [false, false, false],
    );
    await pairs.clear();
    assert.equal((await readdir(folder)).length, 3);
  });

  it('start anew where a file stands in place of their folder', async () => {
    await writeFile(folder, '{');
    await (await opened()).add(key);
    assert.equal((await opened()).has(key), true);
  });

  it('serve their window where there is no folder to be had, and are kept when there is', async () => {
    const nowhere = join(storage, 'file');
    await writeFile(nowhere, '');
    const pairs = new IgnoredPairs(nowhere);
    windows.push(pairs);
    await pairs.add(key);
    assert.equal(pairs.has(key), true);
    await rm(nowhere);
    await pairs.add(keys[0]!);
    assert.deepEqual((await readdir(join(nowhere, 'ignored'))).sort(), [key, keys[0]!].sort());
  });

  it('stay known while their folder is away', async () => {
    const pairs = await opened();
    await pairs.add(key);
    if (process.getuid?.() !== 0) {
      await chmod(storage, 0);
      await pairs.refresh();
      assert.equal(pairs.has(key), true);
      await chmod(storage, 0o700);
    }
    await rm(folder, { recursive: true });
    await writeFile(join(storage, 'x'), '');
    await pairs.refresh();
    await pairs.add(keys[0]!);
    assert.equal(pairs.has(keys[0]!), true);
  });

  it('do not put a folder back that was taken away', async () => {
    const pairs = await opened();
    await pairs.add(key);
    await rm(storage, { recursive: true });
    await until('the end of the folder to be noticed', async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return pairs.watching ? undefined : true;
    });
    await assert.rejects(stat(storage), { code: 'ENOENT' });
  });

  it('are bounded: the oldest go first', async () => {
    const pairs = await opened(blind);
    const many = Array.from({ length: 10_000 }, (_, i) => pairKey(`${i}`, 'c'));
    await Promise.all(many.map((name) => writeFile(join(folder, name), '')));
    await utimes(join(folder, many[17]!), 1, 1);
    await pairs.add(key);
    assert.deepEqual([pairs.has(many[17]!), pairs.has(many[16]!), pairs.has(key)], [false, true, true]);
    assert.equal((await readdir(folder)).length, 10_000);
  });

  it('name a pair by its text, whatever its case and white space, and by its direction', () => {
    assert.equal(pairKey('He has fever.', 'No fever.'), pairKey('he  has\r\nFEVER. ', 'no fever.'));
    assert.notEqual(pairKey('a', 'b'), pairKey('b', 'a'));
    assert.notEqual(pairKey('a b', 'c'), pairKey('a', 'b c'));
  });
});
