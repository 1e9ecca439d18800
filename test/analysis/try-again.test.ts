import assert from 'node:assert/strict';
import type { NoteAnalysis } from '../../server/src/analysis/note-analysis.js';
import { ModelError } from '../../server/src/models/error.js';
import type { ModelRuntime } from '../../server/src/models/runtime.js';
import type { Prompt } from '../../server/src/tasks/task.js';
import { allTasks, Bench, until } from './bench.js';
import { holding, numbered, three } from './note-texts.js';
import { answerByLexicon, ScriptedRuntime, sentenceOf } from './scripted-runtime.js';

/** What "Try again" does. */
function tryAgain(bench: Bench): Promise<NoteAnalysis> {
  bench.analysis.forgive();
  return bench.analyze();
}

/** Releases the call that is held, and every one that comes after it. */
function release(runtime: ScriptedRuntime): void {
  runtime.holds = () => false;
  for (const call of runtime.calls) call.release();
}

const isHeld = (runtime: ScriptedRuntime): boolean =>
  runtime.calls.some((call) => !call.ended && runtime.holds(call.prompt));

describe('trying again while an analysis is under way', () => {
  it('asks again what failed before', async () => {
    let broken = true;
    const runtime = new ScriptedRuntime({
      script: (prompt) => (broken && sentenceOf(prompt).includes('fever') ? 'Hm.' : answerByLexicon(prompt)),
    });
    runtime.holds = holding(/cough/);
    const bench = new Bench(runtime);
    bench.open(three);
    const first = bench.analyze();
    await until(() => isHeld(runtime), 'the second sentence is asked for');
    assert.equal(bench.snapshot.failures.length, 1);
    broken = false;
    const second = tryAgain(bench);
    release(runtime);
    for (const analysis of [await first, await second]) {
      assert.deepEqual(analysis.failures, []);
      assert.equal(analysis.progress.state, 'done');
    }
    assert.deepEqual(bench.shown, ['fever', 'cough', 'aspirin']);
    assert.equal(runtime.count(), 4);
  });

  it('asks once more what fails again, and then lets it be', async () => {
    const runtime = new ScriptedRuntime({
      script: (prompt) => (sentenceOf(prompt).includes('fever') ? 'Hm.' : answerByLexicon(prompt)),
    });
    runtime.holds = holding(/cough/);
    const bench = new Bench(runtime);
    bench.open(three);
    const first = bench.analyze();
    await until(() => isHeld(runtime), 'the second sentence is asked for');
    const second = tryAgain(bench);
    release(runtime);
    await Promise.all([first, second]);
    assert.deepEqual(
      bench.snapshot.failures.map(({ code }) => code),
      ['not-json'],
    );
    assert.equal(runtime.count(), 4);
  });

  it('asks again what was being asked and fails only then', async () => {
    let replies = 0;
    const runtime = new ScriptedRuntime({
      script: (prompt) => (replies++ === 0 ? 'Hm.' : answerByLexicon(prompt)),
    });
    runtime.holds = holding(/aspirin/);
    const bench = new Bench(runtime);
    bench.open('They take aspirin.');
    const first = bench.analyze();
    await until(() => isHeld(runtime), 'it is asked for');
    const second = tryAgain(bench);
    release(runtime);
    assert.deepEqual((await first).failures, []);
    assert.deepEqual((await second).failures, []);
    assert.equal(runtime.count(), 2);
  });

  for (const code of ['timeout', 'unreachable', 'engine-died'] as const) {
    it(`does not end with the calls that fail of "${code}" only then`, async () => {
      const error = new ModelError(code, 'The engine failed.');
      const runtime = new ScriptedRuntime({ script: () => new ModelError('timeout', 'Too slow.') });
      runtime.holds = holding(/Day 2/);
      const bench = new Bench(runtime);
      bench.open(numbered(5));
      const first = bench.analyze();
      await until(() => isHeld(runtime), 'the third sentence is asked for');
      assert.equal(bench.snapshot.failures.length, 2);
      const second = tryAgain(bench);
      let failed = false;
      runtime.script = (prompt) => {
        if (failed) return answerByLexicon(prompt);
        failed = true;
        return error;
      };
      release(runtime);
      for (const analysis of [await first, await second]) {
        assert.equal(analysis.progress.state, 'done');
        assert.deepEqual(analysis.failures, []);
        assert.equal(analysis.entities.length, 5);
      }
    });
  }

  for (const task of ['relations', 'nli'] as const) {
    it(`asks again what failed of the ${task}`, async () => {
      let broken = true;
      const isOf = (prompt: Prompt): boolean => prompt.task === task;
      const runtime = new ScriptedRuntime({
        script: (prompt) => (broken && isOf(prompt) ? 'Hm.' : answerByLexicon(prompt)),
      });
      const bench = new Bench(runtime, { settings: allTasks });
      // Two pairs of each kind: the second is held.
      bench.open(
        'He has fever and takes aspirin.\nShe has cough and takes morphine.\nNo fever was seen.\nNo cough was seen.',
      );
      runtime.holds = (prompt) => isOf(prompt) && runtime.count(task) === 2;
      const first = bench.analyze();
      await until(() => isHeld(runtime), 'the second pair is asked about');
      assert(bench.snapshot.failures.some((failure) => failure.task === task));
      broken = false;
      const second = tryAgain(bench);
      release(runtime);
      for (const analysis of [await first, await second]) assert.deepEqual(analysis.failures, []);
      const inputs = new Set(
        runtime.calls.filter(({ prompt }) => isOf(prompt)).map(({ prompt }) => prompt.input),
      );
      assert.equal(runtime.count(task), inputs.size + 1);
    });
  }

  it('looks for the model anew where it is being looked for', async () => {
    const runtime = new ScriptedRuntime();
    const searches: { found: (model: ModelRuntime) => void; failed: (error: Error) => void }[] = [];
    const bench = new Bench(runtime, {
      current: () => new Promise((found, failed) => searches.push({ found, failed })),
    });
    bench.open(three);
    const first = bench.analyze();
    await until(() => searches.length === 1, 'the model is looked for');
    const second = tryAgain(bench);
    searches[0]?.failed(new ModelError('unreachable', 'Gone.'));
    await until(() => searches.length === 2, 'it is looked for again');
    searches[1]?.found(runtime);
    assert.equal((await first).progress.state, 'done');
    assert.equal((await second).progress.state, 'done');
  });
});
