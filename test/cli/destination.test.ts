import assert from 'node:assert/strict';
import { link, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { destinationFor, keepApart } from '../../server/src/cli/destination.js';
import { exitCode } from '../../server/src/cli/exit-code.js';
import { UsageError } from '../../server/src/cli/failure.js';
import { stemOf } from '../../server/src/cli/input.js';
import { run } from './terminals.js';

describe('where results go', () => {
  let folder = '';
  const file = (...names: string[]): string => join(folder, ...names);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    await mkdir(file('out'));
    await mkdir(file('b'));
    for (const name of ['a.txt', 'c.note', 'b/a.note']) await writeFile(file(name), 'Fever.');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function planned(output: string, notes: readonly string[], extension = '.txt'): Promise<string[]> {
    const files = notes.map((path) => ({ path, place: stemOf(path) }));
    const destination = await destinationFor(output, notes.length > 1, extension);
    await keepApart(destination, files);
    return files.map(({ place }) => destination.pathFor(place) ?? '-');
  }

  it('is below the folder of results, whatever the notes are called', async () => {
    const names = ['../../etc/passwd', '/etc/shadow', 'x/..note', '..', 'a/./b/../c.txt', 'C:\\x\\y.note'];
    for (const path of await planned(file('out'), names)) {
      assert.equal(join(path, '..'), file('out'), path);
    }
  });

  it('is never a note', async () => {
    for (const [output, note] of [
      [folder, 'a.txt'],
      [file('a.txt'), 'a.txt'],
      [file('b', '..', 'a.txt'), 'a.txt'],
    ] as const) {
      await assert.rejects(planned(output, [file(note)]), UsageError);
    }
    await symlink(file('a.txt'), file('out', 'c.txt'));
    await assert.rejects(planned(file('out'), [file('a.txt'), file('c.note')]), /would replace the note/);
    await rm(file('out', 'c.txt'));
    await link(file('a.txt'), file('out', 'c.txt'));
    await assert.rejects(planned(file('out'), [file('a.txt'), file('c.note')]), /would replace the note/);
  });

  it('is another for each note', async () => {
    await assert.rejects(planned(file('out'), [file('a.txt'), file('b', 'a.note')]), /would both be written/);
    assert.equal((await planned(file('out'), [file('a.txt'), file('c.note')])).length, 2);
  });

  it('is said before a model is asked, and nothing is written', async () => {
    const { code, stderr } = await run(['annotate', file('a.txt'), '-o', folder, '--host', '127.0.0.1:1']);
    assert.equal(code, exitCode.usage);
    assert.match(stderr, /would replace the note .*a\.txt/);
    assert.equal(await readFile(file('a.txt'), 'utf8'), 'Fever.');
  });
});
