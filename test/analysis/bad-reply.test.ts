import assert from 'node:assert/strict';
import { allTasks, Bench } from './bench.js';
import { three } from './note-texts.js';
import { answerByLexicon, ScriptedRuntime, sentenceOf } from './scripted-runtime.js';

describe('analysis of a bad reply', () => {
  for (const [name, reply, code] of [
    ['not JSON', 'I cannot do that.', 'not-json'],
    ['nothing', '', 'empty'],
    ['another shape', '{"answer": 42}', 'schema'],
  ] as const) {
    it(`marks the sentence (${name}), keeps the others, and asks again only so often`, async () => {
      const runtime = new ScriptedRuntime({
        script: (prompt) => (sentenceOf(prompt).includes('cough') ? reply : answerByLexicon(prompt)),
      });
      const bench = new Bench(runtime);
      bench.open(three);
      for (let round = 0; round < 6; round++) {
        const analysis = await bench.analyze();
        assert.deepEqual(bench.shown, ['fever', 'aspirin']);
        assert.deepEqual(
          analysis.failures.map((failure) => failure.code),
          [code],
        );
      }
      assert.equal(runtime.count(), 2 + 3);
      runtime.script = answerByLexicon;
      await bench.analyze({ priority: 'asked' });
      assert.deepEqual(bench.shown, ['fever', 'cough', 'aspirin']);
      assert.deepEqual(bench.snapshot.failures, []);
    });
  }

  it('keeps what could be saved of a cut reply', async () => {
    const runtime = new ScriptedRuntime({
      script: () => '{"entities":[{"text":"fever","type":"problem"},{"text":"cou',
    });
    const bench = new Bench(runtime);
    bench.open('He has fever and cough.');
    const analysis = await bench.analyze();
    assert.deepEqual(bench.shown, ['fever']);
    assert.deepEqual(
      analysis.failures.map(({ code }) => code),
      ['cut'],
    );
  });

  it('lists what is not in the sentence as unplaced', async () => {
    const runtime = new ScriptedRuntime({
      script: () => '{"entities":[{"text":"leprosy","type":"problem"},{"text":"fever","type":"problem"}]}',
    });
    const bench = new Bench(runtime);
    bench.open('He has fever.');
    const analysis = await bench.analyze();
    assert.deepEqual(bench.shown, ['fever']);
    assert.deepEqual(
      analysis.unplaced.map(({ mention, sentence }) => [mention.text, sentence]),
      [['leprosy', { start: 0, end: 13 }]],
    );
  });

  it('marks a relation and a pair that cannot be judged', async () => {
    const runtime = new ScriptedRuntime({
      script: (prompt) => (prompt.task === 'ner' ? answerByLexicon(prompt) : 'Perhaps.'),
    });
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open('He has fever and takes aspirin.\nNo fever was seen.');
    const analysis = await bench.analyze();
    assert.deepEqual(analysis.failures.map(({ task }) => task).sort(), ['nli', 'relations']);
    assert.equal(analysis.progress.state, 'done');
    assert.equal(analysis.entities.length, 3);
  });
});
