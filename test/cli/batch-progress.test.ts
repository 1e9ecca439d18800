import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { BatchProgress } from '../../server/src/cli/batch-progress.js';
import { durationOf, Pace } from '../../server/src/cli/pace.js';
import { ProgressLine } from '../../server/src/cli/progress-line.js';

describe('the time left', () => {
  it('follows the pace since the start', () => {
    let now = 1_000;
    const pace = new Pace(() => now);
    pace.start(10);
    assert.equal(pace.left(10, 40), undefined);
    now += 5_000;
    assert.equal(pace.left(20, 40), 10_000);
    assert.equal(pace.left(40, 40), 0);
  });

  for (const [milliseconds, text] of [
    [0, '0:00'],
    [59_600, '1:00'],
    [270_000, '4:30'],
    [3_900_000, '1:05:00'],
  ] as const) {
    it(`of ${milliseconds} ms is ${text}`, () => {
      assert.equal(durationOf(milliseconds), text);
    });
  }
});

describe('the progress over several notes', () => {
  let folder = '';
  let now = 0;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function over(
    sizes: readonly number[],
    isTTY: boolean,
  ): Promise<{ progress: BatchProgress; said: () => string }> {
    now = 0;
    const notes = sizes.map((_, index) => ({ path: join(folder, `${index}.txt`), place: String(index) }));
    for (const [index, { path }] of notes.entries()) await writeFile(path, 'x'.repeat(sizes[index] ?? 0));
    const stream = Object.assign(new PassThrough(), { isTTY, columns: 100 });
    const line = new ProgressLine(stream, false, () => now);
    const progress = await BatchProgress.over(notes, line, new Pace(() => now));
    return { progress, said: () => stripVTControlCharacters(String(stream.read() ?? '')) };
  }

  it('says which note of how many, and weighs notes by their size', async () => {
    const { progress, said } = await over([100, 300, 600], true);
    progress.next();
    progress.show('a', 0, 4);
    assert.equal(said(), 'File 1 of 3, a: 0 of 4');
    now = 10_000;
    progress.show('a', 4, 4);
    // 100 of 1,000 bytes in 10 s.
    assert.equal(said(), 'File 1 of 3, 1:30 left, a: 4 of 4');
    progress.finish();
    progress.next();
    progress.skip();
    progress.next();
    said();
    now = 20_000;
    progress.show('c', 1, 2);
    // 400 of 700 bytes in 20 s.
    assert.equal(said(), 'File 3 of 3, 0:15 left, c: 1 of 2');
  });

  it('is short for one note', async () => {
    const { progress, said } = await over([100], true);
    progress.next();
    progress.show('a', 1, 4);
    assert.equal(said(), 'a: 1 of 4');
  });

  it('is written every half minute into a log', async () => {
    const { progress, said } = await over([100, 100], false);
    progress.next();
    progress.show('a', 1, 2);
    assert.equal(said(), '');
    now = 30_000;
    progress.show('a', 1, 2);
    assert.equal(said(), 'File 1 of 2, 1:30 left, a: 1 of 2\n');
    now = 40_000;
    progress.show('a', 2, 2);
    assert.equal(said(), '');
  });
});
