import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IgnoredPairs } from '../../server/src/analysis/ignored-pairs.js';
import { pairKey } from '../../server/src/analysis/pair-key.js';

describe('ignored pairs', () => {
  let storage: string;
  const key = pairKey('He has fever.', 'No fever.');

  beforeEach(async () => {
    storage = await mkdtemp(join(tmpdir(), 'bionote-ignored-'));
  });

  afterEach(async () => {
    await rm(storage, { recursive: true, force: true });
  });

  const opened = async (): Promise<IgnoredPairs> => {
    const pairs = new IgnoredPairs(storage);
    await pairs.ready;
    return pairs;
  };

  it('outlive the instance, in a file that only its owner can read and that holds no text', async () => {
    await (await opened()).add(key);
    assert.equal((await opened()).has(key), true);
    const file = join(storage, 'ignored.json');
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.doesNotMatch(await readFile(file, 'utf8'), /fever/i);
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

  it('are forgotten even while the file is being read', async () => {
    await (await opened()).add(key);
    const pairs = new IgnoredPairs(storage);
    await pairs.clear();
    assert.deepEqual([pairs.has(key), (await opened()).has(key)], [false, false]);
  });

  it('of two windows are all kept', async () => {
    const [one, two] = [await opened(), await opened()];
    const other = pairKey('a', 'b');
    await one.add(key);
    await two.add(other);
    const third = await opened();
    assert.deepEqual([third.has(key), third.has(other)], [true, true]);
  });

  for (const content of ['', '{', '{"version":2,"keys":[]}', '{"version":1,"keys":["../../x"]}', '[]']) {
    it(`start anew from ${JSON.stringify(content)}`, async () => {
      await writeFile(join(storage, 'ignored.json'), content);
      const pairs = await opened();
      await pairs.add(key);
      assert.equal((await opened()).has(key), true);
    });
  }

  it('name a pair by its text, whatever its case and white space, and by its direction', () => {
    assert.equal(pairKey('He has fever.', 'No fever.'), pairKey('he  has\r\nFEVER. ', 'no fever.'));
    assert.notEqual(pairKey('a', 'b'), pairKey('b', 'a'));
    assert.notEqual(pairKey('a b', 'c'), pairKey('a', 'b c'));
  });
});
