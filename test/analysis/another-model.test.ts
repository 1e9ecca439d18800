import assert from 'node:assert/strict';
import { ModelError } from '../../server/src/models/error.js';
import { StandInRuntime } from '../../server/src/models/stand-in-runtime.js';
import { Bench, until } from './bench.js';
import { three, holding } from './note-texts.js';
import { ScriptedRuntime } from './scripted-runtime.js';

describe('analysis of another model', () => {
  it('replaces the answers of the old one as they come, and nothing flickers', async () => {
    const first = new ScriptedRuntime();
    const bench = new Bench(first);
    bench.open(three);
    await bench.analyze();
    const second = new ScriptedRuntime({
      digest: 'sha256:two',
      script: () => '{"entities":[{"text":"has","type":"problem"}]}',
    });
    second.holds = holding(/cough/);
    bench.runtime = second;
    bench.analysis.runtimeChanged();
    assert.deepEqual(bench.shown, ['fever', 'cough', 'aspirin']);
    const done = bench.analyze();
    await until(() => second.count() === 2, 'the second sentence is asked for');
    assert.deepEqual(bench.shown, ['has', 'cough', 'aspirin']);
    second.calls[1]?.release();
    await done;
    assert.deepEqual(bench.shown, ['has', 'has']);
  });

  it('goes on with the new one in the middle of a run', async () => {
    const first = new ScriptedRuntime();
    first.holds = () => true;
    const bench = new Bench(first);
    bench.open(three);
    const done = bench.analyze();
    await until(() => first.running === 1, 'the first is asked for');
    bench.runtime = new ScriptedRuntime({ digest: 'sha256:two' });
    bench.analysis.runtimeChanged();
    await done;
    assert.equal(first.calls[0]?.signal.aborted, true);
    assert.deepEqual(bench.shown, ['fever', 'cough', 'aspirin']);
  });

  it('gets the unit that failed when the old one was taken away', async () => {
    const second = new ScriptedRuntime({ digest: 'sha256:two' });
    const first = new ScriptedRuntime({
      script: () => {
        bench.runtime = second;
        bench.analysis.runtimeChanged();
        return new ModelError('unreachable', 'Gone.');
      },
    });
    const bench = new Bench(first);
    bench.open(three);
    await bench.analyze();
    assert.deepEqual(bench.shown, ['fever', 'cough', 'aspirin']);
  });

  it('is not looked for without end', async () => {
    const runtime = new ScriptedRuntime({
      script: () => {
        bench.analysis.runtimeChanged();
        return new ModelError('unreachable', 'Gone again.');
      },
    });
    const bench = new Bench(runtime);
    bench.open(three);
    await assert.rejects(bench.analyze(), { code: 'unreachable' });
    assert(runtime.count() <= 3);
  });

  it('leaves the calls alone where it turns out to be the same', async () => {
    const runtime = new ScriptedRuntime();
    runtime.holds = holding(/fever/);
    const bench = new Bench(runtime);
    bench.open(three);
    const done = bench.analyze();
    await until(() => runtime.running === 1, 'the first is asked for');
    bench.analysis.runtimeChanged();
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(runtime.calls[0]?.signal.aborted, false);
    runtime.calls[0].release();
    await done;
    assert.equal(runtime.count(), 3);
  });

  it('reads only what has no answer yet where it stands in for the chosen one', async () => {
    const starter = new ScriptedRuntime({
      digest: 'sha256:two',
      script: () => '{"entities":[{"text":"take","type":"problem"}]}',
    });
    const chosen = new ScriptedRuntime();
    const answer = chosen.script;
    chosen.script = (prompt) => {
      if (chosen.count() < 3) return answer(prompt);
      bench.runtime = new StandInRuntime(starter);
      bench.analysis.runtimeChanged();
      return new ModelError('unreachable', 'Gone.');
    };
    const bench = new Bench(chosen);
    bench.open(three);
    await bench.analyze();
    assert.deepEqual(bench.shown, ['fever', 'cough', 'take']);
    await bench.analyze();
    assert.equal(starter.count(), 1);

    const back = new ScriptedRuntime();
    bench.runtime = back;
    bench.analysis.runtimeChanged();
    await bench.analyze();
    assert.deepEqual(bench.shown, ['fever', 'cough', 'aspirin']);
    assert.deepEqual(back.sentencesAsked, ['They take aspirin.']);
  });
});
