import assert from 'node:assert/strict';
import { allTasks, Bench, until } from './bench.js';
import { three, holding } from './note-texts.js';
import { ScriptedRuntime } from './scripted-runtime.js';

describe('analysis of an edited note', () => {
  it('costs one call for one word', async () => {
    const runtime = new ScriptedRuntime();
    const bench = new Bench(runtime);
    bench.open(three);
    await bench.analyze();
    bench.replace('cough', 'pain');
    await bench.analyze();
    assert.deepEqual(runtime.sentencesAsked.slice(3), ['She has pain.']);
    assert.deepEqual(bench.shown, ['fever', 'pain', 'aspirin']);
  });

  it('moves spans at once, and keeps those of the changed sentence until it is read', async () => {
    const runtime = new ScriptedRuntime();
    const bench = new Bench(runtime);
    bench.open(three);
    await bench.analyze();
    runtime.holds = () => true;
    bench.replace('She has', 'Today she has pain and');
    const moved = bench.snapshot;
    assert.equal(moved.version, bench.version);
    assert.deepEqual(bench.shown, ['fever', 'cough', 'aspirin']);
    const done = bench.analyze();
    await until(() => runtime.running === 1, 'the sentence is asked for');
    assert.deepEqual(bench.shown, ['fever', 'cough', 'aspirin']);
    assert.equal(bench.snapshot.progress.state, 'running');
    runtime.calls.at(-1)?.release();
    await done;
    assert.deepEqual(bench.shown, ['fever', 'pain', 'cough', 'aspirin']);
    for (const { span, text } of bench.snapshot.entities) {
      assert.equal(bench.text.slice(span.start, span.end), text);
    }
  });

  it('asks for nothing while nobody asks to analyze again', async () => {
    const runtime = new ScriptedRuntime();
    const bench = new Bench(runtime);
    bench.open(three);
    await bench.analyze();
    bench.replace('cough', 'pain');
    assert.equal(bench.snapshot.progress.state, 'waiting');
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(runtime.count(), 3);
  });

  it('aborts the call for text that has gone, in the engine, and goes on with the rest', async () => {
    const runtime = new ScriptedRuntime();
    runtime.holds = holding(/cough/);
    const bench = new Bench(runtime);
    bench.open(three);
    const done = bench.analyze();
    await until(() => runtime.sentencesAsked.includes('She has cough.'), 'the sentence is asked for');
    const call = runtime.calls.at(-1);
    assert.equal(call?.signal.aborted, false);
    bench.replace('cough', 'coughs');
    assert.equal(call.signal.aborted, true);
    await done;
    assert.deepEqual(bench.shown, ['fever', 'aspirin']);
    assert.equal(call.ended, true);
  });

  it('drops an answer that comes too late', async () => {
    const runtime = new ScriptedRuntime();
    runtime.holds = holding(/cough/);
    const bench = new Bench(runtime);
    bench.open('She has cough.');
    const done = bench.analyze();
    await until(() => runtime.running === 1, 'the sentence is asked for');
    runtime.calls[0]?.release();
    bench.replace('She has cough.', 'A word about cough.');
    await done;
    assert.deepEqual(bench.shown, []);
  });

  it('drops relations and contradictions of a changed sentence, and asks for them anew', async () => {
    const runtime = new ScriptedRuntime();
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open('He has fever and takes aspirin.\nNo fever was seen.');
    await bench.analyze();
    bench.replace('has fever', 'had fever');
    assert.deepEqual([bench.snapshot.relations, bench.snapshot.contradictions], [[], []]);
    const before = runtime.count();
    await bench.analyze();
    assert.deepEqual(
      runtime.calls.slice(before).map(({ prompt }) => prompt.task),
      ['ner', 'relations', 'nli', 'nli', 'nli', 'nli'],
    );
    assert.equal(bench.snapshot.contradictions.length, 1);
  });

  it('costs nothing to undo', async () => {
    const runtime = new ScriptedRuntime();
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open('He has fever and takes aspirin.\nNo fever was seen.');
    await bench.analyze();
    bench.replace('fever', 'pain');
    await bench.analyze();
    bench.replace('pain', 'fever');
    const before = runtime.count();
    const analysis = await bench.analyze();
    assert.equal(runtime.count(), before);
    assert.deepEqual([analysis.relations.length, analysis.contradictions.length], [1, 1]);
  });

  it('takes edits during a run: what is new waits for the next analysis', async () => {
    const runtime = new ScriptedRuntime();
    runtime.holds = holding(/fever/);
    const bench = new Bench(runtime);
    bench.open(three);
    const done = bench.analyze();
    await until(() => runtime.running === 1, 'the first is asked for');
    bench.replace('cough', 'pain');
    runtime.calls[0]?.release();
    await done;
    assert.deepEqual(runtime.sentencesAsked, ['He has fever.', 'They take aspirin.']);
    assert.equal(bench.snapshot.progress.state, 'waiting');
  });

  it('shows nothing of a word of which only the first letter is typed', async () => {
    const quoted = (input: string): string => /^Sentence: "(.*)"$/m.exec(input)?.[1] ?? '';
    const runtime = new ScriptedRuntime({
      // A small model takes every last word for a problem.
      script: ({ input }) =>
        JSON.stringify({ entities: [{ text: quoted(input).split(' ').at(-1), type: 'problem' }] }),
    });
    const bench = new Bench(runtime);
    bench.open('She has fever');
    await bench.analyze();
    assert.deepEqual(bench.shown, ['fever']);
    for (const text of ['She has ', 'She has f', 'She has fe']) {
      bench.replace(bench.text, text);
      await bench.analyze();
      assert.deepEqual(bench.shown, text.endsWith('fe') ? ['fe'] : text.endsWith('f') ? [] : ['has'], text);
    }
    bench.replace('She has fe', 'She has K');
    await bench.analyze();
    assert.deepEqual(bench.shown, []);
    bench.replace('She', 'He');
    await bench.analyze();
    assert.deepEqual(bench.shown, ['K'], 'the letter is a word after all');
  });
});
