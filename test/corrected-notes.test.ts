import assert from 'node:assert/strict';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CorrectedNotes } from '../server/src/corrected-notes.js';
import { reviewFiles } from '../server/src/review-files.js';

describe('the corrected notes of a folder', () => {
  let folder = '';
  const notes = new CorrectedNotes(reviewFiles);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Writes a note of one sentence that was reviewed throughout, `seconds` after the others. */
  async function write(name: string, word: string, seconds = 0, version = 1): Promise<void> {
    const text = `He has ${word}.\n`;
    const stem = join(folder, name.replace(/\.\w+$/, ''));
    await writeFile(join(folder, name), text);
    await writeFile(`${stem}.ann`, `T1\tproblem 7 ${7 + word.length}\t${word}\n`);
    const entry = { v: version, at: '2026-01-01T00:00:00.000Z', by: '', action: 'note-reviewed' };
    const log = `${stem}.review.jsonl`;
    await writeFile(log, `${JSON.stringify({ ...entry, note: reviewFiles.digest(text) })}\n`);
    await utimes(log, 1_000_000 + seconds, 1_000_000 + seconds);
  }

  const sentences = async (read = notes.in(folder)): Promise<string[]> =>
    (await read).flatMap(({ examples }) => examples.map(({ sentence }) => sentence));

  it('are those that have a log of a review, the latest first', async () => {
    await write('a.txt', 'gout');
    await write('b.note', 'asthma', 5);
    await writeFile(join(folder, 'c.txt'), 'He has scurvy.\n');
    assert.deepEqual(await sentences(), ['He has asthma.', 'He has gout.']);
  });

  it('beside a note are without the note itself', async () => {
    await write('a.txt', 'gout');
    await write('b.txt', 'asthma');
    const { href } = pathToFileURL(join(folder, 'a.txt'));
    assert.deepEqual(await sentences(notes.beside(href)), ['He has asthma.']);
    assert.deepEqual(await notes.beside('untitled:Untitled-1'), []);
  });

  it('are read again when they have changed', async () => {
    await write('a.txt', 'gout');
    await sentences();
    await write('a.txt', 'scurvy', 9);
    assert.deepEqual(await sentences(), ['He has scurvy.']);
  });

  it('leave out what cannot be used, without an error', async () => {
    await write('a.txt', 'gout');
    await write('newer.txt', 'asthma', 1, 99);
    await write('broken.txt', 'croup', 2);
    await writeFile(join(folder, 'broken.ann'), Buffer.from([0xff, 0xfe, 0xfd]));
    await write('edited.txt', 'mumps', 3);
    await writeFile(join(folder, 'edited.txt'), 'He has no mumps.\n');
    assert.deepEqual(await sentences(), ['He has gout.']);
    assert.deepEqual(await notes.in(join(folder, 'absent')), []);
  });
});
