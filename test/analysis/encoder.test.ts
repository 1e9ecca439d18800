import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DelegatingRuntime } from '../../server/src/models/delegating-runtime.js';
import type { Encoded } from '../../server/src/models/runtime.js';
import type { Question } from '../../server/src/tasks/question.js';
import { copyOf, fixture, openEncoder, plainFixture, prepareEncoder } from '../models/encoder/encoder.js';
import { AssistedRuntime } from '../../server/src/models/assisted-runtime.js';
import { MeasuredRuntime } from '../../server/src/models/measured-runtime.js';
import type { ModelRuntime } from '../../server/src/models/runtime.js';
import { clinicalSchema } from '../../server/src/tasks/schemas.js';
import { allTasks, Bench, entitiesOnly, uri } from './bench.js';
import { ScriptedRuntime } from './scripted-runtime.js';

/** The real engine, with its questions counted. */
class CountedRuntime extends DelegatingRuntime {
  readonly questions: Question[] = [];

  override encode(question: Question, signal: AbortSignal): Promise<Encoded> {
    this.questions.push(question);
    return super.encode(question, signal);
  }
}

const note = `History of Present Illness:
The patient has fever. She took aspirin for fever. Rash was caused by penicillin and metformin.

Family History:
Diabetes.

Assessment:
The patient has no fever.
`;

/** Two statements that share no word but mean like things. */
const alike = 'This is her first relapse. She had a previous flare.';

/** Everything, from the model's own thresholds on. */
const ownThresholds = {
  ...allTasks,
  relations: { enabled: true },
  contradictions: { enabled: true, maxPairs: 50 },
};

describe('analysis by an encoder', function () {
  this.timeout(60_000);
  let runtime: CountedRuntime;

  before(async () => {
    await prepareEncoder();
    runtime = new CountedRuntime(await openEncoder());
  });

  after(() => runtime.dispose());

  it('finds entities with their assertion, relations above its own threshold, and contradictions', async () => {
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open(note);
    const analysis = await bench.analyze();
    assert.equal(analysis.progress.state, 'done');
    assert.equal(analysis.progress.finished, analysis.progress.total);
    assert.deepEqual(analysis.failures, []);
    assert.deepEqual(
      analysis.entities.map(({ text, type, assertion, assertionSource }) =>
        [text, type, assertion, assertionSource].filter((each) => each !== undefined).join(' '),
      ),
      [
        'fever problem present model',
        'aspirin treatment',
        'fever problem present model',
        'Rash problem present model',
        'penicillin treatment',
        'metformin treatment',
        'Diabetes problem family model',
        'fever problem absent model',
      ],
    );
    const textOf = new Map(analysis.entities.map(({ id, text }) => [id, text]));
    assert.deepEqual(
      analysis.relations.map(({ head, code, tail }) => [textOf.get(head), code, textOf.get(tail)].join(' ')),
      ['aspirin TrAP fever', 'penicillin TrCP Rash', 'metformin TrCP Rash'],
    );
    const { text } = analysis;
    assert.deepEqual(
      analysis.contradictions.map(({ premise, hypothesis }) =>
        [premise, hypothesis].map(({ start, end }) => text.slice(start, end)).join(' | '),
      ),
      [
        'The patient has fever. | The patient has no fever.',
        'She took aspirin for fever. | The patient has no fever.',
      ],
    );
  });

  it('shows what its own threshold lets through, where the user has set none', async () => {
    for (const [threshold, shown] of [
      [undefined, [3, 2]],
      [1, [0, 0]],
    ] as const) {
      const set = threshold === undefined ? {} : { threshold };
      const settings = {
        ...allTasks,
        relations: { enabled: true, ...set },
        contradictions: { enabled: true, ...set, maxPairs: 50 },
      };
      const bench = new Bench(runtime, { settings });
      bench.open(note);
      const { relations, contradictions } = await bench.analyze();
      assert.deepEqual([relations.length, contradictions.length], shown);
    }
  });

  it('shows contradictions by the threshold of what proposed the pair, where there is one', async () => {
    const folder = await copyOf(fixture);
    const path = join(folder, 'judge.json');
    const config = JSON.parse(await readFile(path, 'utf8')) as { bionote: { thresholds: object } };
    config.bionote.thresholds = { contradiction: 1, contradictionBy: { meaning: 0 } };
    await writeFile(path, JSON.stringify(config));
    const own = await openEncoder(folder);
    const bench = new Bench(own, { settings: ownThresholds });
    bench.open(`${note}${alike}`);
    const { contradictions } = await bench.analyze();
    await own.dispose();
    assert.ok(contradictions.length > 0);
    assert.deepEqual(new Set(contradictions.map(({ cue }) => cue)), new Set(['meaning']));
  });

  it('asks nothing again that it has answered, and reads a sentence anew below another heading', async () => {
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open(note);
    await bench.analyze();
    const asked = runtime.questions.length;
    await bench.analyze();
    assert.equal(runtime.questions.length, asked);
    bench.replace('Family History:', 'Medical History:');
    const { entities } = await bench.analyze();
    assert.equal(entities.find(({ text }) => text === 'Diabetes')?.assertion, 'present');
    assert.deepEqual(
      runtime.questions.slice(asked).map(({ task }) => task),
      ['assertion'],
    );
  });

  it('checks a statement, above its own threshold', async () => {
    const bench = new Bench(runtime, { settings: ownThresholds });
    bench.open(note);
    await bench.analyze();
    const { verdict, threshold } = await bench.analysis.check(
      uri,
      'She denies fever.',
      new AbortController().signal,
    );
    assert.deepEqual([verdict, threshold], ['contradiction', 0.7]);
  });

  it('reads a sentence in the terms of the statement that it is asked about', async () => {
    const bench = new Bench(runtime, { settings: ownThresholds });
    bench.open(note);
    await bench.analyze();
    runtime.questions.length = 0;
    await bench.analysis.check(uri, 'She took an antiplatelet drug.', new AbortController().signal);
    const worded = 'She took antiplatelet drug for fever.';
    const about = (kind: Question['kind']): Question[] =>
      runtime.questions.filter(
        (question) => question.kind === kind && JSON.stringify(question).includes(worded),
      );
    assert.deepEqual(
      (['embedding', 'label'] as const).map((kind) => about(kind).length),
      [1, 1],
      JSON.stringify(runtime.questions),
    );
    assert.ok(!JSON.stringify(runtime.questions).includes('aspirin'));
  });

  it('compares a statement only with what is near in meaning, where the model says how near', async () => {
    const asked = async (relevance: number, refutation: number) => {
      const folder = await copyOf(fixture);
      const path = join(folder, 'judge.json');
      const config = JSON.parse(await readFile(path, 'utf8')) as { bionote: { thresholds: object } };
      config.bionote.thresholds = { ...config.bionote.thresholds, relevance, refutation };
      await writeFile(path, JSON.stringify(config));
      const own = await openEncoder(folder);
      const bench = new Bench(own, { settings: ownThresholds });
      bench.open(note);
      await bench.analyze();
      const outcome = await bench.analysis.check(uri, 'She denies fever.', new AbortController().signal);
      await own.dispose();
      return outcome;
    };
    const [all, near, doubted] = [await asked(0, 0.1), await asked(0.999, 0.1), await asked(0, 1)];
    assert.ok(near.compared < all.compared, `${near.compared} of ${all.compared}`);
    assert.equal(all.verdict, 'contradiction');
    assert.notEqual(doubted.verdict, 'contradiction');
  });

  it('leaves out what a plain classifier cannot do, and says so where it is asked for', async () => {
    const plain = await openEncoder('none', { modelPath: plainFixture });
    const bench = new Bench(plain, { settings: allTasks });
    bench.open(note);
    const analysis = await bench.analyze();
    assert.equal(analysis.progress.state, 'done');
    assert.deepEqual(
      analysis.entities.map(({ text, type, assertionSource }) => [text, type, assertionSource].join(' ')),
      [
        'fever problem rule',
        'aspirin treatment ',
        'fever problem rule',
        'penicillin treatment ',
        'metformin treatment ',
        'Diabetes problem rule',
        'fever problem rule',
      ],
    );
    assert.deepEqual([analysis.relations, analysis.contradictions], [[], []]);
    await assert.rejects(bench.analysis.check(uri, 'She has fever.', new AbortController().signal), {
      code: 'unsupported',
      message: /Choose another model/,
    });
    await plain.dispose();
  });

  it('proposes statements that share no word to whatever model judges them', async () => {
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open(alike);
    const own = await bench.analyze();
    assert.deepEqual(
      own.contradictions.map(({ cue }) => cue),
      ['meaning'],
    );
    const writer = new ScriptedRuntime();
    const assisted = new Bench(new AssistedRuntime(writer, runtime), { settings: allTasks });
    assisted.open(alike);
    await assisted.analyze();
    assert.ok(writer.calls.some(({ prompt }) => prompt.task === 'nli' && prompt.input.includes('flare')));
  });

  it('takes what rules find for contradictions, while a model that writes is asked about it first', async () => {
    const opposed = 'No history of stroke. Stroke in 2015 with full recovery.';
    const before = runtime.questions.length;
    const bench = new Bench(runtime, { settings: allTasks });
    bench.open(opposed);
    const own = await bench.analyze();
    assert.deepEqual(
      own.contradictions.map(({ cue, probability }) => [cue, probability]),
      [['claim', undefined]],
    );
    assert.ok(runtime.questions.slice(before).every(({ task }) => task !== 'nli'));
    const writer = new ScriptedRuntime();
    const assisted = new Bench(new AssistedRuntime(writer, runtime), { settings: allTasks });
    assisted.open(opposed);
    await assisted.analyze();
    assert.ok(writer.calls.some(({ prompt }) => prompt.task === 'nli' && prompt.input.includes('2015')));
  });

  it('neither compares nor believes lines that the user wants ignored', async () => {
    const opposed = 'No history of stroke. Stroke in 2015 with full recovery.';
    const contradictions = { ...allTasks.contradictions, ignoreLines: ['no history of *'] };
    const bench = new Bench(runtime, { settings: { ...allTasks, contradictions } });
    bench.open(opposed);
    assert.deepEqual((await bench.analyze()).contradictions, []);
    const { sentences } = await bench.analysis.check(uri, 'He had a stroke.', new AbortController().signal);
    assert.equal(sentences, 1);
    bench.analysis.configure(allTasks);
    assert.equal((await bench.analyze()).contradictions.length, 1);
  });

  it('reads the entities beside a model that writes, where the settings say so', async () => {
    for (const [from, schema, isRead] of [
      ['model', clinicalSchema, false],
      ['encoder', clinicalSchema, true],
      ['auto', clinicalSchema, false],
    ] as const) {
      const writer = new ScriptedRuntime();
      const bench = new Bench(new AssistedRuntime(writer, runtime), {
        settings: { ...entitiesOnly, schema, entities: { from } },
      });
      bench.open('She has chest pain.');
      const { entities } = await bench.analyze();
      assert.equal(writer.calls.length > 0, !isRead, `${from} ${schema.name}`);
      if (isRead) assert.equal(entities[0]?.text, 'chest pain');
    }
  });

  it('reads the entities by `auto` where both were measured for the schema, and it was better', async () => {
    const measured = (inner: ModelRuntime, f1: number): ModelRuntime =>
      new MeasuredRuntime(inner, {
        entities: { schema: 'clinical', f1 },
        thresholds: {},
        calibration: {},
      });
    for (const [ofEncoder, ofWriter, schema, isRead] of [
      [0.8, 0.7, clinicalSchema, true],
      [0.7, 0.8, clinicalSchema, false],
      [0.8, 0.7, { ...clinicalSchema, name: 'mine' }, false],
    ] as const) {
      const writer = new ScriptedRuntime();
      const both = new AssistedRuntime(measured(writer, ofWriter), measured(runtime, ofEncoder));
      const bench = new Bench(both, { settings: { ...entitiesOnly, schema, entities: { from: 'auto' } } });
      bench.open('She has chest pain.');
      await bench.analyze();
      assert.equal(writer.calls.length > 0, !isRead, `${ofEncoder} ${ofWriter} ${schema.name}`);
    }
  });
});
