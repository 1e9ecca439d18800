import assert from 'node:assert/strict';
import { ModelError } from '../../server/src/models/error.js';
import { Bench } from './bench.js';
import { three, numbered } from './note-texts.js';
import { answerByLexicon, ScriptedRuntime, sentenceOf } from './scripted-runtime.js';

describe('analysis of a failing engine', () => {
  for (const code of ['unreachable', 'model-missing', 'engine-died', 'out-of-memory', 'busy'] as const) {
    it(`stops once for the note at "${code}", and keeps what was found`, async () => {
      const error = new ModelError(code, 'The engine failed.');
      const runtime = new ScriptedRuntime({
        script: (prompt) => (sentenceOf(prompt).includes('Day 2') ? error : answerByLexicon(prompt)),
      });
      const bench = new Bench(runtime);
      bench.open(numbered(9));
      await assert.rejects(bench.analyze(), error);
      assert.equal(runtime.count(), 3);
      assert.deepEqual(bench.shown, ['fever', 'fever']);
      assert.deepEqual(bench.snapshot.progress, { state: 'failed', total: 9, finished: 2 });
      assert.deepEqual(bench.snapshot.failures, []);
    });
  }

  it('fails where there is no model, and starts anew when there is one', async () => {
    const none = new ModelError('no-model', 'Choose a model.');
    let found = false;
    const runtime = new ScriptedRuntime();
    const bench = new Bench(runtime, {
      current: () => (found ? Promise.resolve(runtime) : Promise.reject(none)),
    });
    bench.open(three);
    await assert.rejects(bench.analyze(), none);
    assert.equal(bench.snapshot.progress.state, 'failed');
    found = true;
    assert.equal((await bench.analyze()).progress.state, 'done');
  });

  it('counts a time-out against its sentence, and goes on', async () => {
    const runtime = new ScriptedRuntime({
      script: (prompt) =>
        sentenceOf(prompt).includes('Day 1')
          ? new ModelError('timeout', 'Too slow.')
          : answerByLexicon(prompt),
    });
    const bench = new Bench(runtime);
    bench.open(numbered(4));
    const analysis = await bench.analyze();
    assert.deepEqual(
      analysis.failures.map(({ task, code, span }) => [task, code, bench.text.slice(span.start, span.end)]),
      [['ner', 'timeout', 'Day 1: fever of grade 1.']],
    );
    assert.equal(analysis.entities.length, 3);
  });

  it('takes three time-outs in a row for a failure of the engine', async () => {
    const runtime = new ScriptedRuntime({ script: () => new ModelError('timeout', 'Too slow.') });
    const bench = new Bench(runtime);
    bench.open(numbered(50));
    await assert.rejects(bench.analyze(), { code: 'timeout' });
    assert.equal(runtime.count(), 3);
    assert.equal(bench.snapshot.failures.length, 3);
  });
});
