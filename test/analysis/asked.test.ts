import assert from 'node:assert/strict';
import { ModelError } from '../../server/src/models/error.js';
import { jsonNliVersion } from '../../server/src/tasks/nli/json.js';
import { allTasks, Bench, until, uri } from './bench.js';
import { answerByLexicon, ScriptedRuntime, type Script } from './scripted-runtime.js';

const never = new AbortController().signal;

/** Answers NLI by the premise: a label, or a label with its probability. */
function judging(labels: Readonly<Record<string, string>>): Script {
  return (prompt) => {
    if (prompt.task !== 'nli') {
      return answerByLexicon(prompt);
    }
    const premise = JSON.parse(/^Premise: (".*")$/m.exec(prompt.input)?.[1] ?? '""') as string;
    return JSON.stringify({ label: labels[premise] ?? 'neutral' });
  };
}

/** How many pairs were judged; how sure the model is of each is a question of its own. */
function comparisonsOf({ calls }: ScriptedRuntime): number {
  return calls.filter(({ prompt }) => prompt.version === jsonNliVersion).length;
}

describe('checking a statement against a note', () => {
  const note = 'He has fever.\nNo fever was seen.\nThe lungs are clear.';

  it('lists the sentences that entail and contradict it, with their places', async () => {
    const runtime = new ScriptedRuntime({
      script: judging({ 'He has fever.': 'entailment', 'No fever was seen.': 'contradiction' }),
    });
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open(note, false);
    const outcome = await bench.analysis.check(uri, ' The man is febrile. ', never);
    assert.deepEqual(
      outcome.evidence.map(({ label, text, span }) => [label, text, bench.text.slice(span.start, span.end)]),
      [
        ['entailment', 'He has fever.', 'He has fever.'],
        ['contradiction', 'No fever was seen.', 'No fever was seen.'],
      ],
    );
    assert.equal(outcome.verdict, 'conflicting');
    assert.deepEqual([outcome.compared, outcome.failed], [3, 0]);
  });

  it('puts the note first as premise and the statement as hypothesis', async () => {
    const runtime = new ScriptedRuntime();
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open('He has fever.');
    await bench.analysis.check(uri, 'He is ill.', never);
    assert.match(
      runtime.calls[0]?.prompt.input ?? '',
      /Premise: "He has fever\."\nHypothesis: "He is ill\."/,
    );
  });

  it('takes a sentence that says the same for granted', async () => {
    const runtime = new ScriptedRuntime();
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open('He has fever.');
    const outcome = await bench.analysis.check(uri, 'he has  FEVER.', never);
    assert.equal(outcome.verdict, 'entailment');
    assert.equal(outcome.evidence[0]?.probability, 1);
    assert.equal(runtime.count(), 0);
  });

  it('says neutral where nothing speaks for or against', async () => {
    const bench = new Bench(new ScriptedRuntime({ script: judging({}) }), { settings: allTasks });
    bench.open(note);
    const outcome = await bench.analysis.check(uri, 'She smokes.', never);
    assert.deepEqual([outcome.verdict, outcome.evidence], ['neutral', []]);
  });

  it('compares a bounded number of sentences of a long note, and none with nothing', async () => {
    const runtime = new ScriptedRuntime({ slots: 4 });
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open(Array.from({ length: 300 }, (_, index) => `On day ${index} he had fever.`).join('\n'));
    const { compared, sentences } = await bench.analysis.check(uri, 'No fever.', never);
    assert.deepEqual([compared, sentences], [60, 300]);
    assert.equal(comparisonsOf(runtime), 60);
    assert.equal((await bench.analysis.check(uri, '  ', never)).compared, 0);
  });

  it('compares what shares a concept alone where the model is told no better', async () => {
    const runtime = new ScriptedRuntime({ profile: { comparesRelatedOnly: true } });
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open('He has fever. She takes aspirin. The fever is gone.');
    const { compared, sentences } = await bench.analysis.check(uri, 'He had no fever.', never);
    assert.deepEqual([compared, sentences, comparisonsOf(runtime)], [2, 3, 2]);
    assert.equal((await bench.analysis.check(uri, 'Zebras.', never)).compared, 0);
  });

  it('jumps the queue', async () => {
    const runtime = new ScriptedRuntime();
    let first = true;
    runtime.holds = () => first;
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open(note);
    const done = bench.analyze();
    await until(() => runtime.running === 1, 'the first sentence is asked for');
    const outcome = bench.analysis.check(uri, 'He is ill.', never);
    await new Promise((resolve) => setImmediate(resolve));
    first = false;
    runtime.calls[0]?.release();
    await outcome;
    assert.deepEqual(
      runtime.calls.slice(0, 4).map(({ prompt }) => prompt.task),
      ['ner', 'nli', 'nli', 'nli'],
    );
    await done;
  });

  it('aborts its calls in the engine when it is given up', async () => {
    const runtime = new ScriptedRuntime({ slots: 2 });
    runtime.holds = () => true;
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open(note);
    const controller = new AbortController();
    const outcome = bench.analysis.check(uri, 'He is ill.', controller.signal);
    await until(() => runtime.running === 2, 'it asks');
    controller.abort();
    await assert.rejects(outcome, { name: 'AbortError' });
    assert(runtime.calls.every(({ signal }) => signal.aborted));
    await until(() => runtime.running === 0, 'the engine is free');
    assert.equal(runtime.count(), 2);
  });

  it('counts what cannot be judged, and fails where the engine does', async () => {
    const runtime = new ScriptedRuntime({
      script: ({ input }) => (input.includes('lungs') ? 'Hm.' : '{"label":"neutral"}'),
    });
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open(note);
    assert.equal((await bench.analysis.check(uri, 'He is ill.', never)).failed, 1);
    runtime.script = () => new ModelError('unreachable', 'Gone.');
    const before = runtime.count();
    await assert.rejects(bench.analysis.check(uri, 'She is ill.', never), { code: 'unreachable' });
    assert(runtime.count() <= before + 2);
    runtime.script = () => new ModelError('timeout', 'Slow.');
    await assert.rejects(bench.analysis.check(uri, 'They are ill.', never), { code: 'timeout' });
  });
});

describe('comparing two notes', () => {
  const other = 'file:///other.note';

  it('lists statements of the second that the first contradicts, each in its own note', async () => {
    const runtime = new ScriptedRuntime();
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open('Seen at home.\nHe has fever.\nThe lungs are clear.');
    const text = 'Follow-up.\nNo fever was seen.';
    bench.analysis.open(other, 1, text, false);
    const outcome = await bench.analysis.compare(uri, other, never);
    assert.deepEqual(
      outcome.contradictions.map(({ first, second, firstText, secondText }) => [
        bench.text.slice(first.start, first.end) === firstText,
        text.slice(second.start, second.end) === secondText,
        firstText,
        secondText,
      ]),
      [[true, true, 'He has fever.', 'No fever was seen.']],
    );
    assert.equal(outcome.failed, 0);
    assert(outcome.compared >= 1);
    assert.equal(outcome.notCompared, 0);
  });

  it('leaves a note that was only compared unfinished', async () => {
    const bench = new Bench(new ScriptedRuntime(), { settings: allTasks });
    bench.open('He has fever.');
    bench.analysis.open(other, 1, 'No fever was seen.', false);
    await bench.analysis.compare(uri, other, never);
    assert.equal(bench.snapshot.progress.state, 'waiting');
  });

  it('compares the most telling pairs, and says how many were left out', async () => {
    const contradictions = { ...allTasks.contradictions, maxPairs: 1 };
    const bench = new Bench(new ScriptedRuntime(), { settings: { ...allTasks, contradictions } });
    const days = Array.from({ length: 20 }, (_, day) => `No fever and no cough on day ${day}.`).join('\n');
    bench.open(`He has fever.\n${days}\nNo fever.`);
    const found = await bench.analysis.analyze(uri, { signal: never });
    assert.deepEqual(
      found.contradictions.map(({ hypothesis: { start, end } }) => bench.text.slice(start, end)),
      ['No fever.'],
    );
    assert.ok((found.pairsNotCompared ?? 0) > 5);
    bench.analysis.configure({ ...allTasks, contradictions: { ...contradictions, enabled: false } });
    assert.equal(bench.analysis.snapshot(uri)?.pairsNotCompared, undefined);
    bench.analysis.open(other, 1, 'He has fever.', false);
    const outcome = await bench.analysis.compare(other, uri, never);
    assert.deepEqual(
      outcome.contradictions.map(({ secondText }) => secondText),
      ['No fever.'],
    );
    assert.equal(outcome.compared, 1);
    assert.ok(outcome.notCompared > 0);
  });

  it('finds nothing in a copy, and fails once where the engine does', async () => {
    const runtime = new ScriptedRuntime();
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open('He has fever.');
    bench.analysis.open(other, 1, 'He has fever.', false);
    assert.deepEqual((await bench.analysis.compare(uri, other, never)).contradictions, []);
    runtime.script = () => new ModelError('engine-died', 'Died.');
    bench.open('He has pain.');
    await assert.rejects(bench.analysis.compare(uri, other, never), { code: 'engine-died' });
  });
});

describe('explaining a relation', () => {
  const note = 'Seen at home.\nHe takes aspirin for fever.';

  it('asks with the evidence, streams, and remembers', async () => {
    const runtime = new ScriptedRuntime({
      script: (prompt) => (prompt.task === 'explanation' ? ['"For" ', 'says it.'] : answerByLexicon(prompt)),
    });
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open(note);
    const [relation] = (await bench.analyze()).relations;
    assert(relation);
    const pieces: string[] = [];
    const explain = (): Promise<string | undefined> =>
      bench.analysis.explain(uri, relation.id, never, (text) => pieces.push(text));
    assert.equal(await explain(), '"For" says it.');
    assert.equal(pieces.join(''), '"For" says it.');
    const prompt = runtime.calls.at(-1)?.prompt;
    assert.equal(prompt?.task, 'explanation');
    assert.match(prompt.input, /He takes aspirin for fever\./);
    const before = runtime.count();
    assert.equal(await explain(), '"For" says it.');
    assert.equal(runtime.count(), before);
  });

  it('is not asked of a model that cannot, nor of a relation that has gone', async () => {
    const runtime = new ScriptedRuntime({ profile: { explains: false } });
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open(note);
    const [relation] = (await bench.analyze()).relations;
    assert(relation);
    const before = runtime.count();
    assert.equal(await bench.analysis.explain(uri, relation.id, never, () => undefined), undefined);
    bench.runtime = new ScriptedRuntime();
    assert.equal(await bench.analysis.explain(uri, 'none', never, () => undefined), undefined);
    assert.equal(runtime.count(), before);
  });

  it('gives nothing where the model says nothing', async () => {
    const runtime = new ScriptedRuntime({
      script: (prompt) => (prompt.task === 'explanation' ? '  ' : answerByLexicon(prompt)),
    });
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open(note);
    const [relation] = (await bench.analyze()).relations;
    assert(relation);
    assert.equal(await bench.analysis.explain(uri, relation.id, never, () => undefined), undefined);
  });
});
