import assert from 'node:assert/strict';
import { Bench, until, uri } from './bench.js';
import { holding, numbered } from './note-texts.js';
import { ScriptedRuntime } from './scripted-runtime.js';

describe('analysis of what is on screen', () => {
  it('comes first, then what follows, then what lies before', async () => {
    const runtime = new ScriptedRuntime();
    const bench = new Bench(runtime);
    bench.open(numbered(6));
    const start = bench.text.indexOf('Day 3');
    bench.analysis.setViewport(uri, [{ start, end: start + 30 }]);
    await bench.analyze();
    assert.deepEqual(
      runtime.sentencesAsked.map((sentence) => sentence.slice(4, 5)),
      ['3', '4', '5', '0', '1', '2'],
    );
  });

  it('follows the screen during a run', async () => {
    const runtime = new ScriptedRuntime();
    runtime.holds = holding(/Day 0/);
    const bench = new Bench(runtime);
    bench.open(numbered(8));
    const done = bench.analyze();
    await until(() => runtime.running === 1, 'the first is asked for');
    const start = bench.text.indexOf('Day 6');
    bench.analysis.setViewport(uri, [{ start, end: start + 30 }]);
    runtime.calls[0]?.release();
    await done;
    assert.deepEqual(
      runtime.sentencesAsked.map((sentence) => sentence.slice(4, 5)),
      ['0', '6', '7', '1', '2', '3', '4', '5'],
    );
  });

  it('goes before the background of another note', async () => {
    const runtime = new ScriptedRuntime();
    runtime.holds = holding(/Day 0/);
    const bench = new Bench(runtime);
    bench.open(numbered(3));
    const other = 'file:///other.note';
    bench.analysis.open(other, 1, 'Other has pain. Other has cough.', true);
    bench.analysis.setViewport(other, [{ start: 0, end: 40 }]);
    const first = bench.analyze();
    await until(() => runtime.running === 1, 'the first is asked for');
    const second = bench.analysis.analyze(other, { signal: new AbortController().signal });
    await new Promise((resolve) => setImmediate(resolve));
    runtime.calls[0]?.release();
    await Promise.all([first, second]);
    const order = runtime.sentencesAsked.map((sentence) => sentence.slice(0, 5));
    assert.deepEqual(order.slice(0, 3), ['Day 0', 'Other', 'Other']);
  });
});
