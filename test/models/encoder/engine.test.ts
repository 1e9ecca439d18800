import assert from 'node:assert/strict';
import { setMaxListeners } from 'node:events';
import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedEngine } from '../../../server/src/models/embedded/engine.js';
import type { EncoderRuntime } from '../../../server/src/models/encoder/runtime.js';
import { readSettings } from '../../../server/src/settings/settings.js';
import type { EncoderAnswer, Question } from '../../../server/src/tasks/question.js';
import { until } from '../../protocol/until.js';
import { copyOf, encoderParts, fixture, openEncoder, plainFixture, prepareEncoder } from './encoder.js';

const { signal } = new AbortController();
// Many questions listen to it at once.
setMaxListeners(0, signal);

function tagsOf(text: string, ...heads: string[]): Question {
  return { task: 'ner', dialect: 'encoder', version: '1', kind: 'tags', text, heads };
}

const pain = tagsOf('No chest pain.', 'clinical');

/** Entities as `label "words"`. */
function named(answer: EncoderAnswer, text: string): string[] {
  assert.equal(answer.kind, 'tags');
  return answer.mentions.map(({ label, span }) => `${label} "${text.slice(span.start, span.end)}"`);
}

describe('an encoder in a process of its own', () => {
  let runtime: EncoderRuntime;

  before(async function () {
    this.timeout(60_000);
    await prepareEncoder();
    runtime = await openEncoder();
  });

  after(() => runtime.dispose());

  it('is told of by its configuration before anything is loaded', () => {
    assert.equal(runtime.pid, undefined);
    assert.equal(runtime.model.name, 'bionote');
    assert.match(runtime.model.digest, /^[0-9a-f]{64}$/);
    const { dialect, encoder, explains } = runtime.profile;
    assert.deepEqual([dialect, explains], ['encoder', false]);
    assert.deepEqual(
      encoder?.heads.map(({ name }) => name),
      ['clinical', 'chemistry'],
    );
    assert.deepEqual(Object.keys(encoder.labels), ['assertion', 'relation', 'inference']);
    assert.deepEqual(encoder.thresholds, { relation: 0.6, contradiction: 0.8, evidence: 0.7 });
  });

  it('tags words with the heads that are asked for', async () => {
    const text = 'Chest pain: naloxone 5 mg daily, blood pressure 120/80.';
    const both = await runtime.encode(tagsOf(text, 'clinical', 'chemistry'), signal);
    assert.deepEqual(named(both.answer, text), [
      'problem "Chest pain"',
      'dosage "5 mg daily"',
      'test "blood pressure"',
      'value "120/80"',
      'disease "Chest pain"',
      'chemical "naloxone"',
    ]);
    assert.ok(both.tokens > 10 && both.milliseconds > 0);
    const one = await runtime.encode(tagsOf(text, 'chemistry'), signal);
    assert.deepEqual(named(one.answer, text), ['disease "Chest pain"', 'chemical "naloxone"']);
  });

  it('reads a text of any length, and an empty one', async () => {
    const long = `${'the patient is well , '.repeat(400)}chest pain ${'and , '.repeat(700)}fever`;
    const { answer, tokens } = await runtime.encode(tagsOf(long, 'clinical'), signal);
    assert.deepEqual(named(answer, long), ['problem "chest pain"', 'problem "fever"']);
    assert.ok(tokens > 3000);
    const nothing = await runtime.encode(tagsOf(' ', 'clinical'), signal);
    assert.deepEqual(nothing.answer, { kind: 'tags', mentions: [] });
  });

  it('gives a text the same answer whatever is asked beside it', async () => {
    const texts = Array.from({ length: 80 }, (_, at) => `${'and '.repeat(at % 9)}chest pain, fever ${at}`);
    const alone = [];
    for (const text of texts) alone.push((await runtime.encode(tagsOf(text, 'clinical'), signal)).answer);
    const together = await Promise.all(texts.map((text) => runtime.encode(tagsOf(text, 'clinical'), signal)));
    assert.deepEqual(
      together.map(({ answer }) => answer),
      alone,
    );
  });

  it('labels a marked sentence, and a pair', async () => {
    const label = { dialect: 'encoder', version: '1', kind: 'label' } as const;
    const asked = async (question: Question): Promise<string | undefined> => {
      const { answer } = await runtime.encode(question, signal);
      assert.equal(answer.kind, 'label');
      const sum = Object.values(answer.probabilities).reduce((total, each) => total + each, 0);
      assert.ok(Math.abs(sum - 1) < 1e-6);
      return Object.entries(answer.probabilities).sort(([, a], [, b]) => b - a)[0]?.[0];
    };
    const second = 'Diabetes in her mother.';
    const head = { start: 0, end: 8 };
    assert.equal(
      await asked({ ...label, task: 'assertion', output: 'assertion', first: '', second, head }),
      'family',
    );
    const pair = { ...label, task: 'nli', output: 'inference', first: 'She smokes.' } as const;
    assert.equal(await asked({ ...pair, second: 'She never smoked.' }), 'contradiction');
    assert.equal(await asked({ ...pair, second: 'Fever.' }), 'neutral');
  });

  it('places like sentences in like directions', async () => {
    const direction = async (text: string): Promise<readonly number[]> => {
      const { answer } = await runtime.encode(
        { task: 'similarity', dialect: 'encoder', version: '1', kind: 'embedding', text },
        signal,
      );
      assert.equal(answer.kind, 'embedding');
      return answer.direction;
    };
    const [one, same] = [await direction('first pregnancy'), await direction('previous caesarean')];
    assert.ok(one.every((value) => Number.isInteger(value) && Math.abs(value) <= 127));
    assert.ok(one.every((value, at) => Math.abs(value - (same[at] ?? 0)) < 30));
  });

  it('writes nothing', async () => {
    await assert.rejects(runtime.generate().next(), { code: 'unsupported' });
  });

  it('stops waiting for what is cancelled, and answers the rest', async () => {
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    const reason = new Error('not wanted');
    const cancelled = Array.from({ length: 60 }, (_, at) =>
      runtime.encode(tagsOf(`fever ${at}`, 'clinical'), controller.signal),
    );
    const kept = runtime.encode(pain, signal);
    controller.abort(reason);
    const outcomes = await Promise.allSettled(cancelled);
    assert.ok(outcomes.every((each) => each.status === 'rejected' && each.reason === reason));
    assert.deepEqual(named((await kept).answer, 'No chest pain.'), ['problem "chest pain"']);
  });

  it('is started again after it died', async () => {
    await runtime.encode(pain, signal);
    const { pid } = runtime;
    assert.ok(pid);
    process.kill(pid, 'SIGKILL');
    const { answer } = await runtime.encode(pain, signal);
    assert.deepEqual(named(answer, 'No chest pain.'), ['problem "chest pain"']);
    assert.notEqual(runtime.pid, pid);
  });

  it('is unloaded when nobody has asked for long', async () => {
    const short = await openEncoder(fixture, {}, { unloadAfter: 60 });
    await short.encode(pain, signal);
    await until('its end', () => short.pid === undefined);
    await short.encode(pain, signal);
    await short.dispose();
  });

  it('takes any token classifier of Hugging Face', async () => {
    const plain = await openEncoder('none', { modelPath: plainFixture });
    const text = 'Aspirin for chest pain.';
    const { answer } = await plain.encode(tagsOf(text, 'entities'), signal);
    assert.deepEqual(named(answer, text), ['Drug "Aspirin"', 'DISEASE "chest pain"']);
    assert.deepEqual(plain.profile.encoder?.labels, {});
    await plain.dispose();
  });
});

describe('an encoder folder that cannot be used', () => {
  const action = /bionote\.embedded\.modelPath/;

  before(async function () {
    this.timeout(60_000);
    await prepareEncoder();
  });

  const damages: Record<string, { damage: (folder: string) => Promise<void>; code: string; says: RegExp }> = {
    'lacks its model': {
      damage: (folder) => rm(join(folder, 'model.onnx')),
      code: 'model-missing',
      says: /lacks the file .*model\.onnx/,
    },
    'lacks its tokenizer': {
      damage: (folder) => rm(join(folder, 'tokenizer.json')),
      code: 'model-missing',
      says: /tokenizer\.json/,
    },
    'has a configuration that is no JSON': {
      damage: (folder) => truncate(join(folder, 'config.json'), 40),
      code: 'unsupported',
      says: /config\.json/,
    },
    'names no labels': {
      damage: (folder) => writeFile(join(folder, 'config.json'), '{}'),
      code: 'unsupported',
      says: /names no labels/,
    },
    'has a damaged model': {
      damage: (folder) => truncate(join(folder, 'model.onnx'), 4000),
      code: 'unsupported',
      says: /is damaged/,
    },
    'has a model that is something else': {
      damage: (folder) => writeFile(join(folder, 'judge.onnx'), 'not a model'),
      code: 'unsupported',
      says: /is damaged/,
    },
    'has a damaged tokenizer': {
      damage: (folder) => truncate(join(folder, 'tokenizer.json'), 3000),
      code: 'unsupported',
      says: /tokenizer\.json/,
    },
    'has another number of labels than its model': {
      damage: async (folder) => {
        const path = join(folder, 'config.json');
        const config = JSON.parse(await readFile(path, 'utf8')) as {
          bionote: { heads: { labels: string[] }[] };
        };
        config.bionote.heads.at(-1)?.labels.push('B-gene');
        await writeFile(path, JSON.stringify(config));
      },
      code: 'unsupported',
      says: /another number of labels/,
    },
    'lacks an output that its configuration names': {
      damage: async (folder) => {
        await writeFile(join(folder, 'judge.onnx'), await readFile(`${plainFixture}/model.onnx`));
      },
      code: 'unsupported',
      says: /other outputs/,
    },
  };

  for (const [name, { damage, code, says }] of Object.entries(damages)) {
    it(`says what is wrong where it ${name}, and what to do`, async () => {
      const folder = await copyOf(fixture);
      await damage(folder);
      const asked = async (): Promise<unknown> => {
        const runtime = await openEncoder(folder);
        try {
          return await runtime.encode(pain, signal);
        } finally {
          await runtime.dispose();
        }
      };
      await assert.rejects(asked(), (error: { code: string; message: string }) => {
        assert.equal(error.code, code);
        assert.match(error.message, says);
        assert.match(error.message, action);
        return true;
      });
    });
  }

  it('is left out of the list of models', async () => {
    const settings = readSettings({}).settings.embedded;
    const list = async (path: string): Promise<string[]> =>
      (await new EmbeddedEngine(encoderParts(path), settings).list()).map(({ name }) => name);
    assert.deepEqual(await list(fixture), ['bionote']);
    const folder = await copyOf(fixture);
    await rm(join(folder, 'judge.json'));
    assert.deepEqual(await list(folder), []);
    assert.deepEqual(await list('none'), []);
  });

  it('is another model when a threshold changes', async () => {
    const folder = await copyOf(fixture);
    const { model } = await openEncoder(folder);
    const path = join(folder, 'judge.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('0.8', '0.9'));
    assert.notEqual((await openEncoder(folder)).model.digest, model.digest);
  });

  it('is another model when weights change that it keeps beside it', async () => {
    const folder = await copyOf(fixture);
    const digests: string[] = [];
    for (const weights of ['1', '2']) {
      await writeFile(join(folder, 'words.onnx_data'), weights);
      digests.push((await openEncoder(folder)).model.digest);
    }
    assert.equal(new Set(digests).size, 2);
  });
});
