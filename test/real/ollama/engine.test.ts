import assert from 'node:assert/strict';
import { collect } from '../../../server/src/models/collect.js';
import type { EmbeddedRuntime } from '../../../server/src/models/embedded/runtime.js';
import { OllamaEngine } from '../../../server/src/models/ollama/engine.js';
import type { OllamaRuntime } from '../../../server/src/models/ollama/runtime.js';
import { starterName } from '../../../server/src/models/profiles.js';
import { starterNerCalls } from '../../../server/src/tasks/ner/starter.js';
import { biomedicalSchema, clinicalSchema } from '../../../server/src/tasks/schemas.js';
import type { Prompt } from '../../../server/src/tasks/task.js';
import { openStarter, prepareEngine, starterPath } from '../../models/embedded/starter.js';
import { ollamaSettings, until } from '../../models/prompts.js';
import { startOllama, type RealOllama } from './server.js';

const { signal } = new AbortController();

/** Sentences as notes have them: values, doses, drugs, negation, brackets, characters beyond ASCII. */
const sentences = [
  'The patient denies chest pain, but reports severe dyspnea on exertion.',
  'BP 120/80 mmHg, HR 72 bpm, T 38.9 °C, SpO2 98%.',
  'He was started on lisinopril 10 mg daily and metoprolol 25 mg twice daily for hypertension.',
  'A CT scan of the abdomen revealed a 3.2 cm mass in the left kidney (no lymphadenopathy).',
  'Tacrolimus-induced tremor resolved after the dose was reduced.',
  'Mutations of the APC gene cause familial adenomatous polyposis.',
];

describe('a real Ollama', function () {
  this.timeout(120_000);
  let server: RealOllama;
  let engine: OllamaEngine;
  let runtime: OllamaRuntime;
  let embedded: EmbeddedRuntime;

  before(async function () {
    await prepareEngine(this);
    server = await startOllama();
    engine = new OllamaEngine(ollamaSettings(server.host));
    const statuses: string[] = [];
    const installation = { name: starterName, ggufPath: starterPath };
    await engine.install(installation, ({ status }) => statuses.push(status), signal);
    assert.equal(statuses.at(-1), 'success');
    runtime = await engine.open(starterName, 'auto', signal);
    embedded = await openStarter();
  });

  after(async () => {
    await (embedded as EmbeddedRuntime | undefined)?.dispose();
    await (server as RealOllama | undefined)?.stop();
  });

  const ask = (sentence: string, over: Partial<Prompt> = {}): Prompt => ({
    ...starterNerCalls(sentence, clinicalSchema, runtime.profile)[0]!.prompt,
    ...over,
  });

  it('lists and describes the model that was installed', async () => {
    const [model] = await engine.list(signal);
    assert.equal(model?.name, `${starterName}:latest`);
    assert.match(model.digest, /^[0-9a-f]{64}$/);
    assert.equal(runtime.model.contextLength, 1024);
    assert.ok(runtime.model.capabilities.includes('completion'));
    assert.deepEqual([runtime.profile.dialect, runtime.profile.contextLength], ['starter', 1024]);
    await engine.install({ name: 'again', ggufPath: starterPath }, () => undefined, signal);
    assert.equal((await engine.list(signal)).length, 2);
  });

  it('generates from a raw prompt, with log-probabilities', async () => {
    const { reply, statistics } = await collect(
      runtime.generate(ask(sentences[0]!, { topLogprobs: 3 }), signal),
    );
    const copied = reply.text.replaceAll(/\/[BI]-\w+/g, '');
    assert.equal(copied, ' The patient denies chest pain , but reports severe dyspnea on exertion .');
    assert.equal(reply.finish, 'stop');
    assert.equal(reply.tokens.map(({ token }) => token).join(''), reply.text);
    assert.ok(reply.tokens.every(({ logprob, top }) => logprob <= 0 && top.length === 3));
    assert.ok(statistics.promptTokens > 10 && statistics.outputTokens >= reply.tokens.length);
  });

  it('gives the same replies as the embedded engine, and the same probabilities', async () => {
    const schemas = [clinicalSchema, biomedicalSchema];
    for (const schema of schemas) {
      for (const sentence of sentences) {
        for (const { prompt } of starterNerCalls(sentence, schema, runtime.profile)) {
          const measured = { ...prompt, topLogprobs: 2 };
          const [served, own] = await Promise.all([
            collect(runtime.generate(measured, signal)),
            collect(embedded.generate(measured, signal)),
          ]);
          assert.equal(served.reply.text, own.reply.text);
          for (const [index, token] of own.reply.tokens.entries()) {
            const other = served.reply.tokens[index]!;
            assert.equal(other.token, token.token);
            assert.ok(Math.abs(Math.exp(other.logprob) - Math.exp(token.logprob)) < 0.05, token.token);
          }
        }
      }
    }
  });

  it('ends before a stop string, and at the limit of tokens, as the embedded engine does', async () => {
    for (const over of [{ stop: ['ies che'] }, { maxTokens: 3 }]) {
      const prompt = ask(sentences[0]!, over);
      const [served, own] = await Promise.all([
        collect(runtime.generate(prompt, signal)),
        collect(embedded.generate(prompt, signal)),
      ]);
      assert.equal(served.reply.text, own.reply.text);
      assert.equal(served.reply.finish, own.reply.finish);
    }
  });

  it('holds a chat to a JSON schema', async () => {
    const format = {
      type: 'object',
      properties: { label: { type: 'string', enum: ['entailment', 'neutral', 'contradiction'] } },
      required: ['label'],
    };
    const prompt = ask('x', {
      mode: 'chat',
      prefix: 'Answer.',
      input: 'Chest pain.',
      stop: [],
      maxTokens: 60,
      format,
    });
    const { reply } = await collect(runtime.generate(prompt, signal));
    const { label } = JSON.parse(reply.text) as { label: string };
    assert.ok(format.properties.label.enum.includes(label));
  });

  it('refuses a prompt that does not fit instead of cutting it', async () => {
    const prompt = ask('x', { input: ' pain'.repeat(3000) });
    await assert.rejects(collect(runtime.generate(prompt, signal)), { code: 'context-overflow' });
  });

  it('frees its only slot when a call is aborted', async () => {
    // Held to a shape that has no end, the model would go on for a very long time.
    const format = {
      type: 'object',
      properties: { a: { type: 'array', items: { type: 'integer' }, minItems: 900 } },
      required: ['a'],
    };
    const endless = ask('x', { mode: 'chat', prefix: '', input: '1', stop: [], maxTokens: 900, format });
    const unhindered = await collect(runtime.generate(endless, signal));
    for (const part of ['stream', 'queue'] as const) {
      const running = new AbortController();
      const waiting = new AbortController();
      let begun = false;
      const first = collect(runtime.generate(endless, running.signal), {
        onText: () => {
          begun = true;
        },
      });
      await until(() => begun);
      const second = collect(runtime.generate(endless, waiting.signal));
      const aborted = part === 'stream' ? [running, waiting] : [waiting, running];
      aborted.forEach((each) => {
        each.abort();
      });
      await assert.rejects(first, { name: 'AbortError' });
      await assert.rejects(second, { name: 'AbortError' });
      const { reply } = await collect(runtime.generate(ask('He denies pain.'), signal));
      assert.match(reply.text, /^ He denies/);
    }
    assert.ok(unhindered.statistics.outputTokens > 100);
  });

  it('tells that a model is loaded on the processor', async () => {
    await collect(runtime.generate(ask('He denies pain.'), signal));
    assert.deepEqual(await runtime.device(signal), { gpuShare: 0 });
  });

  it('says what is missing', async () => {
    await assert.rejects(engine.open('qwen3', 'auto', signal), { code: 'model-missing' });
    const gone = new OllamaEngine(ollamaSettings(server.host));
    const lost = await gone.open('again', 'auto', signal);
    await fetch(`${server.host}/api/delete`, { method: 'DELETE', body: JSON.stringify({ model: 'again' }) });
    await assert.rejects(collect(lost.generate(ask('x'), signal)), { code: 'model-missing' });
  });
});
