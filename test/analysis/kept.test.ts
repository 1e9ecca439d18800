import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allTasks, Bench, until, uri } from './bench.js';
import { ScriptedRuntime } from './scripted-runtime.js';

describe('an analysis that is kept', () => {
  let storage: string;

  beforeEach(async () => {
    storage = await mkdtemp(join(tmpdir(), 'bionote-analysis-'));
  });

  afterEach(async () => {
    await rm(storage, { recursive: true, force: true });
  });

  const session = async (
    runtime: ScriptedRuntime,
    text: string,
    edits: [string, string][] = [],
  ): Promise<Bench> => {
    const bench = new Bench(runtime, { settings: allTasks, storage });
    bench.open(text);
    await bench.analyze();
    for (const [old, by] of edits) {
      bench.replace(old, by);
      await bench.analyze();
    }
    await bench.cache.flush();
    return bench;
  };

  it('costs no call when a note is opened again, also after edits', async () => {
    const text = 'He has fever and takes aspirin.\nNo fever was seen.\nShe has cough.';
    const first = await session(new ScriptedRuntime(), text, [
      ['cough', 'pain'],
      ['He has', 'Today he has'],
    ]);
    const runtime = new ScriptedRuntime();
    const again = await session(runtime, first.text);
    assert.equal(runtime.count(), 0);
    assert.deepEqual(
      again.snapshot.entities,
      first.snapshot.entities.map((entity, index) => ({
        ...entity,
        id: again.snapshot.entities[index]?.id,
      })),
    );
    assert.equal(again.snapshot.relations.length, 1);
    assert.equal(again.snapshot.contradictions.length, 1);
  });

  it('is shown before what has to be asked', async () => {
    await session(new ScriptedRuntime(), 'He has fever. They take aspirin. She has cough.');
    const runtime = new ScriptedRuntime();
    runtime.holds = () => true;
    const bench = new Bench(runtime, { storage });
    bench.open('Now he has pain. He has fever. They take aspirin. She has cough.');
    const done = bench.analyze();
    await until(() => bench.shown.length === 3, 'what is kept is shown');
    assert.deepEqual(bench.shown, ['fever', 'aspirin', 'cough']);
    runtime.calls[0]?.release();
    await done;
    assert.equal(runtime.count(), 1);
    await bench.cache.flush();
  });

  it('costs calls again for another model, and after clearing', async () => {
    await session(new ScriptedRuntime(), 'He has fever.');
    const other = new ScriptedRuntime({ digest: 'sha256:two' });
    await (await session(other, 'He has fever.')).analysis.clearCache();
    assert.equal(other.count(), 1);
    const runtime = new ScriptedRuntime();
    await session(runtime, 'He has fever.');
    assert.equal(runtime.count(), 1);
  });

  it('does not show an ignored pair, in another session neither', async () => {
    const text = 'He has fever.\nNo fever was seen.';
    const bench = await session(new ScriptedRuntime(), text);
    const [pair] = bench.snapshot.contradictions;
    assert(pair);
    await bench.analysis.ignore(uri, pair.key);
    assert.deepEqual(bench.snapshot.contradictions, []);
    const again = await session(new ScriptedRuntime(), `Something else stands here.\n${text}`);
    assert.deepEqual(again.snapshot.contradictions, []);
  });
});
