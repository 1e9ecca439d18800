import assert from 'node:assert/strict';
import { allTasks, Bench, entitiesOnly } from './bench.js';
import { ScriptedRuntime } from './scripted-runtime.js';

describe('an analysis configured otherwise', () => {
  const text = 'He has fever and takes aspirin.\nNo fever was seen.';

  it('shows by the thresholds without asking again', async () => {
    const runtime = new ScriptedRuntime();
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open(text);
    await bench.analyze();
    const before = runtime.count();
    const strict = { ...allTasks, relations: { enabled: false, threshold: 0 } };
    bench.analysis.configure(strict);
    assert.deepEqual([bench.snapshot.relations.length, bench.snapshot.contradictions.length], [0, 1]);
    bench.analysis.configure(allTasks);
    assert.equal(bench.snapshot.relations.length, 1);
    await bench.analyze();
    assert.equal(runtime.count(), before);
  });

  it('drops everything of another schema, and reads by the new one', async () => {
    const bench = new Bench(new ScriptedRuntime());
    bench.open(text);
    await bench.analyze();
    const schema = { name: 'own', entities: [{ name: 'treatment', description: 'a drug' }], relations: [] };
    bench.analysis.configure({ ...entitiesOnly, schema });
    assert.deepEqual(bench.shown, []);
    await bench.analyze();
    assert.deepEqual(bench.shown, ['aspirin']);
  });
});
