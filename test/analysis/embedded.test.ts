import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DelegatingRuntime } from '../../server/src/models/delegating-runtime.js';
import type { ReplyChunk } from '../../server/src/models/runtime.js';
import type { Prompt } from '../../server/src/tasks/task.js';
import { openStarter, prepareEngine } from '../models/embedded/starter.js';
import { allTasks, Bench, until, uri } from './bench.js';

/** Another model of the starter's format may know no labels but those of entities. */
const isOurs = process.env['BIONOTE_TEST_GGUF'] === undefined;

/** The real engine, with its calls counted. */
class CountedRuntime extends DelegatingRuntime {
  readonly calls: {
    readonly prompt: Prompt;
    readonly signal: AbortSignal;
    chunks: number;
    ended: boolean;
  }[] = [];

  override async *generate(prompt: Prompt, signal: AbortSignal): AsyncGenerator<ReplyChunk> {
    const call = { prompt, signal, chunks: 0, ended: false };
    this.calls.push(call);
    try {
      for await (const chunk of this.inner.generate(prompt, signal)) {
        call.chunks++;
        yield chunk;
      }
    } finally {
      call.ended = true;
    }
  }
}

describe('analysis by the starter model', function () {
  this.timeout(120_000);
  let runtime: CountedRuntime;
  let storage: string;
  let note: string;

  before(async function () {
    await prepareEngine(this);
    runtime = new CountedRuntime(await openStarter());
    storage = await mkdtemp(join(tmpdir(), 'bionote-starter-'));
    note = await readFile('samples/progress-note.note', 'utf8');
  });

  after(async () => {
    await (runtime as CountedRuntime | undefined)?.dispose();
    if ((storage as string | undefined) !== undefined) {
      await rm(storage, { recursive: true, force: true });
    }
  });

  it('finds entities in a note, each span exactly its text, and the same when it is opened again', async () => {
    const bench = new Bench(runtime, { settings: allTasks, storage });
    bench.open(note);
    const analysis = await bench.analyze();
    assert.equal(analysis.progress.state, 'done');
    assert(analysis.entities.length > 10, `${analysis.entities.length} entities`);
    for (const { span, text } of analysis.entities) {
      assert.equal(note.slice(span.start, span.end), text);
    }
    assert(analysis.entities.some(({ confidence }) => confidence !== undefined && confidence <= 1));
    await bench.cache.flush();

    const calls = runtime.calls.length;
    assert(calls > 0);
    const again = new Bench(runtime, { settings: allTasks, storage });
    again.open(note);
    const { entities, relations, contradictions } = await again.analyze();
    // What could not be read the first time is asked again, and nothing else.
    assert.equal(runtime.calls.length, calls + analysis.failures.length);
    assert(analysis.failures.every(({ task }) => task !== 'ner'));
    assert.deepEqual(
      [entities, relations, contradictions],
      [analysis.entities, analysis.relations, analysis.contradictions],
    );
  });

  it('stops generating for text that has gone, and serves the next call', async () => {
    const bench = new Bench(runtime);
    const long = 'He denies pain, fever and chills and reports cough and takes aspirin daily, '.repeat(8);
    bench.open(`${long}.\nHe has a headache.`);
    const before = runtime.calls.length;
    const done = bench.analyze();
    await until(() => (runtime.calls[before]?.chunks ?? 0) > 2, 'the engine writes');
    bench.replace('He denies', 'She denies');
    const call = runtime.calls[before];
    assert.equal(call?.signal.aborted, true);
    const analysis = await done;
    assert.equal(call.ended, true);
    assert.equal(runtime.calls.length, before + 2);
    assert.deepEqual(
      analysis.failures.map(({ code }) => code),
      [],
    );
  });

  it('checks a statement with probabilities', async () => {
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open('The patient has a history of diabetes.\nThe patient has no history of diabetes.');
    const outcome = await bench.analysis.check(uri, 'The patient is diabetic.', new AbortController().signal);
    assert.equal(outcome.compared, 2);
    if (isOurs) {
      assert.equal(outcome.failed, 0);
    }
    for (const { probability } of outcome.evidence) {
      assert(probability !== undefined && probability > 0 && probability <= 1);
    }
  });
});
