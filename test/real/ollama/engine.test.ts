import assert from 'node:assert/strict';
import { collect } from '../../../server/src/models/collect.js';
import type { EmbeddedRuntime } from '../../../server/src/models/embedded/runtime.js';
import { OllamaEngine } from '../../../server/src/models/ollama/engine.js';
import type { OllamaRuntime } from '../../../server/src/models/ollama/runtime.js';
import { starterName } from '../../../server/src/models/profiles.js';
import { starterNerCalls } from '../../../server/src/tasks/ner/starter.js';
import { biomedicalSchema, clinicalSchema } from '../../../server/src/tasks/schemas.js';
import type { Prompt, TokenLogprob } from '../../../server/src/tasks/task.js';
import { openStarter, prepareEngine, starterPath } from '../../models/embedded/starter.js';
import { ollamaSettings, until } from '../../models/prompts.js';
import { install, starterInstallation } from './install.js';
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
    await install(server.host, starterInstallation(starterPath));
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
    await install(server.host, { name: 'again', ggufPath: starterPath });
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
    const calls = sentences.flatMap((sentence) =>
      [clinicalSchema, biomedicalSchema].flatMap((schema) =>
        starterNerCalls(sentence, schema, runtime.profile),
      ),
    );
    let same = 0;
    for (const call of calls) {
      const prompt = { ...call.prompt, topLogprobs: 3 };
      const [served, own] = await Promise.all([
        collect(runtime.generate(prompt, signal)),
        collect(embedded.generate(prompt, signal)),
      ]);
      const [first, second] = [served.reply.tokens, own.reply.tokens];
      const parts = first.findIndex(({ token }, index) => token !== second[index]?.token);
      const common = parts < 0 ? first.length : parts;
      for (let index = 0; index < common; index += 1) {
        const [one, other] = [first[index]!.logprob, second[index]!.logprob];
        assert.ok(Math.abs(Math.exp(one) - Math.exp(other)) < 0.05, `${one} is not ${other}`);
      }
      if (served.reply.text === own.reply.text) same += 1;
      // The two compute in another order, so they may part where the model itself cannot decide.
      else assert.ok(isTie(first[parts]!) && isTie(second[parts]!), JSON.stringify(first[parts]));
    }
    assert.ok(same >= calls.length - 1, `${same} of ${calls.length} replies are the same`);
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

  it('frees its only slot when calls are aborted, in mid-stream and in the queue', async () => {
    const long = ask('He denies pain, fever and chills and reports cough and fatigue. '.repeat(10));
    const { statistics } = await collect(runtime.generate(long, signal));
    const whole = statistics.promptTokens + statistics.outputTokens;
    assert.ok(statistics.outputTokens > 40);
    await until(() => slotLoads(server.log).length > 0);
    const before = slotLoads(server.log).length;

    const [running, waiting] = [new AbortController(), new AbortController()];
    // Whichever has the slot ends both with its first piece, while most of the reply is still to be written.
    const onText = (): void => {
      waiting.abort();
      running.abort();
    };
    const first = collect(runtime.generate(long, running.signal), { onText });
    const second = collect(runtime.generate(long, waiting.signal), { onText });
    await Promise.all([
      assert.rejects(first, { name: 'AbortError' }),
      assert.rejects(second, { name: 'AbortError' }),
    ]);
    const { reply } = await collect(runtime.generate(ask('He denies pain.'), signal));
    assert.match(reply.text, /^ He denies/);
    // What the slot holds when the short call takes it is what the calls before it left. The one that waited may have had
    // the slot for a moment: the server can hear of the end of the first before that of the second.
    const isShort = ({ prompt }: { prompt: number }): boolean => prompt < statistics.promptTokens;
    await until(() => slotLoads(server.log).slice(before).some(isShort));
    const loads = slotLoads(server.log).slice(before);
    const short = loads.findIndex(isShort);
    assert.ok(short === 1 || short === 2, JSON.stringify(loads));
    assert.ok(loads[short]!.cache < whole - 10, `${loads[short]!.cache} of ${whole} tokens`);
  });

  it('tells that a model is loaded on the processor', async () => {
    await collect(runtime.generate(ask('He denies pain.'), signal));
    assert.deepEqual(await runtime.device(signal), { gpuShare: 0, digest: runtime.model.digest });
  });

  it('says what is missing', async () => {
    await assert.rejects(engine.open('qwen3', 'auto', signal), { code: 'model-missing' });
    const gone = new OllamaEngine(ollamaSettings(server.host));
    const lost = await gone.open('again', 'auto', signal);
    await fetch(`${server.host}/api/delete`, { method: 'DELETE', body: JSON.stringify({ model: 'again' }) });
    await assert.rejects(collect(lost.generate(ask('x'), signal)), { code: 'model-missing' });
  });
});

/** Each prompt that got the server's slot, in tokens: what the slot held from the call before, and the prompt's own. */
function slotLoads(log: string): { cache: number; prompt: number }[] {
  return Array.from(log.matchAll(/loading cache slot.* cache=(\d+) prompt=(\d+)/g), ([, cache, prompt]) => ({
    cache: Number(cache),
    prompt: Number(prompt),
  }));
}

/** Whether the two likeliest tokens are about equally likely. */
function isTie({ top }: TokenLogprob): boolean {
  return Math.abs((top[0]?.logprob ?? 0) - (top[1]?.logprob ?? Number.NEGATIVE_INFINITY)) < 0.2;
}
