import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measurementsFolder } from '../../server/src/measurement/folder.js';
import { Measurements } from '../../server/src/measurement/store.js';
import { measurementOf } from './measurements.js';

describe('kept measurements', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bionote-measurements-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are found by another process, by engine and digest, and by no other model', async () => {
    const measurement = measurementOf();
    assert.equal(await new Measurements(join(folder, 'new')).keep(measurement), true);
    const others = new Measurements(join(folder, 'new'));
    assert.deepEqual(await others.find({ engine: 'ollama', digest: 'one' }), measurement);
    assert.equal(await others.find({ engine: 'ollama', digest: 'two' }), undefined);
    assert.equal(await others.find({ engine: 'embedded', digest: 'one' }), undefined);
    const [name = ''] = await readdir(join(folder, 'new'));
    assert.match(name, /^[0-9a-f]{64}\.json$/);
    if (process.platform !== 'win32') {
      assert.equal((await stat(join(folder, 'new', name))).mode & 0o077, 0);
    }
  });

  it('are replaced by newer ones, but not by a smaller one with the same prompts', async () => {
    const kept = new Measurements(folder);
    await kept.keep(measurementOf());
    const small = measurementOf({ notes: { fitted: 2, measured: 2, set: 'test' } });
    assert.equal(await kept.keep(small), false);
    assert.equal((await kept.find(small))?.notes.measured, 30);
    assert.equal(await kept.keep({ ...small, prompts: 'newer' }), true);
    assert.equal((await kept.find(small))?.notes.measured, 2);
  });

  it('that are damaged, of another version or of another model are none', async () => {
    const kept = new Measurements(folder);
    await kept.keep(measurementOf());
    const [name = ''] = await readdir(folder);
    for (const content of [
      '{',
      '{"version": 2}',
      JSON.stringify({ version: 1, measurement: { ...measurementOf(), digest: 'two' } }),
      JSON.stringify({ version: 1, measurement: { ...measurementOf(), thresholds: { relation: 7 } } }),
      ' '.repeat(100_000),
    ]) {
      await writeFile(join(folder, name), content);
      assert.equal(await kept.find(measurementOf()), undefined, content.slice(0, 40));
    }
  });

  it('lie in a folder of the user, or where the environment says', () => {
    const home = '/home/me';
    assert.equal(measurementsFolder({}, 'linux', home), '/home/me/.local/share/bionote/measurements');
    assert.equal(measurementsFolder({ XDG_DATA_HOME: '/data' }, 'linux', home), '/data/bionote/measurements');
    assert.equal(measurementsFolder({ BIONOTE_MEASUREMENTS: '/here' }, 'linux', home), '/here');
    // A relative path would mean another folder for each working directory.
    assert.equal(
      measurementsFolder({ BIONOTE_MEASUREMENTS: 'here' }, 'darwin', home),
      '/home/me/Library/Application Support/bionote/measurements',
    );
  });
});
