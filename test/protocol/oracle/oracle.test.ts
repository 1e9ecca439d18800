import assert from 'node:assert/strict';
import { Ollama } from 'ollama';
import { OllamaEngine } from '../../../server/src/models/ollama/engine.js';
import { defaultSettings } from '../../../server/src/settings/settings.js';
import { clinicalSchema } from '../../../server/src/tasks/schemas.js';
import { nerCalls } from '../../../server/src/tasks/ner/ner.js';
import { prompted } from '../../tasks/prompted.js';
import { collect } from '../../../server/src/models/collect.js';
import { OracleServer, type OracleOptions } from '../../fakes/oracle/server.js';
import { until } from '../until.js';

const text = 'She has a fever. Aspirin helped\nagainst the fever and  chest pain.';
const entity = (quote: string, type: string, from = 0) => {
  const start = text.indexOf(quote, from);
  return { start, end: start + quote.length, type };
};
const gold = [
  {
    text,
    entities: [
      entity('chest pain', 'problem'),
      entity('fever', 'problem'),
      entity('Aspirin', 'treatment'),
      entity('fever', 'problem', 20),
    ],
  },
];
const second = 'Aspirin helped against the fever and chest pain.';
const model = 'oracle:latest';

describe('the oracle', () => {
  let oracle: OracleServer | undefined;
  const start = async (options: Partial<OracleOptions> = {}): Promise<OracleServer> =>
    (oracle = await OracleServer.start({ gold, ...options }));

  afterEach(() => oracle?.stop());

  it('answers the prompts of BioNote, through its own client, with the gold', async () => {
    const { host } = await start();
    const signal = new AbortController().signal;
    const engine = new OllamaEngine({ ...defaultSettings.ollama, host });
    const runtime = await engine.open(model, 'auto', signal);
    const input = { text: second, before: 'She has a fever.' };
    const call = prompted(nerCalls(input, clinicalSchema, runtime.profile)[0]);
    const { reply, statistics } = await collect(runtime.generate(call.prompt, signal));
    const { value, problems } = call.read(reply);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      value.map(({ text, type }) => `${text}/${type}`),
      ['Aspirin/treatment', 'fever/problem', 'chest pain/problem'],
    );
    assert.equal(oracle?.counts.outputTokens, statistics.outputTokens);
    assert.equal(oracle.counts.promptTokens, statistics.promptTokens);
    assert.ok(reply.tokens.length > 0);
    await runtime.dispose();
  });

  const peers = [
    {
      tool: 'LangExtract',
      prompt: `Find all.\n\nExamples\nQ: a fever\nA: {\n  "extractions": []\n}\n\nQ: ${second}\nA: `,
      reply: JSON.stringify(
        {
          extractions: [
            { treatment: 'Aspirin', treatment_attributes: {} },
            { problem: 'fever', problem_attributes: {} },
            { problem: 'chest pain', problem_attributes: {} },
          ],
        },
        undefined,
        2,
      ),
    },
    {
      tool: 'LLM-IE',
      prompt: `Give "entity_text".\n\n### Context\nThe text below is from the note:\n"She has a fever."`,
      reply: '[\n    {"entity_text": "fever", "attr": {"entity_type": "problem"}}\n]',
    },
  ];
  for (const { tool, prompt, reply } of peers) {
    it(`answers the prompts of ${tool}`, async () => {
      const client = new Ollama({ host: (await start()).host });
      const { message } = await client.chat({ model, messages: [{ role: 'user', content: prompt }] });
      assert.equal(message.content, reply);
      assert.equal((await client.generate({ model, prompt })).response, reply);
      assert.equal(oracle?.counts.unknown, 0);
    });
  }

  it('answers for a passage that it does not know by the words that it does, and counts it', async () => {
    const client = new Ollama({ host: (await start()).host });
    const prompt = `Give "entity_text".\n\n### Context\nIt is:\n"No aspirin for a fever or feverfew."`;
    const { response } = await client.generate({ model, prompt });
    assert.deepEqual(
      (JSON.parse(response ?? '[]') as { entity_text: string }[]).map((found) => found.entity_text),
      ['aspirin', 'fever'],
    );
    assert.equal(oracle?.counts.strangers, 1);
  });

  it('charges a shared beginning once for each slot, and the reply not at all', async () => {
    const { host, counts } = await start();
    const client = new Ollama({ host });
    const long = 'word '.repeat(100);
    await client.generate({ model, prompt: `${long}one`, raw: true });
    const { promptTokens } = counts;
    assert.equal(counts.cachedTokens, 0);
    await client.generate({ model, prompt: `${long}two`, raw: true });
    assert.equal(counts.promptTokens, 2 * promptTokens);
    assert.equal(counts.cachedTokens, promptTokens - 1);
  });

  it('takes the time that reading and writing take, one call after the other in a slot', async () => {
    const { host } = await start({ speed: { prefill: 1000, decode: 400 } });
    const client = new Ollama({ host });
    const calls = ['She has a fever.', second].map((sentence) =>
      client.generate({
        model,
        prompt: `Give "entity_text".\n\n### Context\nIt is:\n"${sentence}"`,
        stream: false,
      }),
    );
    await Promise.all(calls);
    assert.ok(oracle);
    const { promptTokens, cachedTokens, outputTokens, busy, firstStart, lastEnd } = oracle.counts;
    const due = promptTokens - cachedTokens + (outputTokens * 1000) / 400;
    assert.ok(busy >= due, `${busy} ms for ${due} ms of work`);
    assert.ok(lastEnd - firstStart >= busy);
  });

  it('stops when the client goes away, gives the slot to the next, and tells what that wasted', async () => {
    const { host } = await start({ speed: { prefill: Infinity, decode: 4 } });
    const prompt = `Give "entity_text".\n\n### Context\nIt is:\n"${second}"`;
    const post = (signal: AbortSignal): Promise<Response> =>
      fetch(`${host}/api/generate`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model, prompt }),
        signal,
      });
    const controllers = [new AbortController(), new AbortController()] as const;
    const settled = (signal: AbortSignal): Promise<unknown> =>
      Promise.allSettled([post(signal).then((response) => response.text())]);
    const ended = [settled(controllers[0].signal)];
    await until('the first to speak', () => (oracle?.counts.outputTokens ?? 0) > 0);
    ended.push(settled(controllers[1].signal));
    await until('the second to wait', () => oracle?.waiting === 1);
    controllers[1].abort();
    await until('the second to leave the queue', () => oracle?.waiting === 0);
    controllers[0].abort();
    await until('the first to end', () => oracle?.counts.aborted === 1);
    await Promise.all(ended);
    assert.ok(oracle);
    assert.equal(oracle.counts.abortedWaiting, 1);
    assert.equal(oracle.counts.wasted, oracle.counts.busy);
    oracle.reset({ speed: { prefill: Infinity, decode: Infinity } });
    await (await post(new AbortController().signal)).text();
    assert.equal(oracle.counts.finished, 1);
  });

  it('answers 503 when the queue is full', async () => {
    const { host } = await start({ maxQueue: 0, speed: { prefill: Infinity, decode: 20 } });
    const client = new Ollama({ host });
    const first = client.generate({
      model,
      prompt: `Give "entity_text".\n\n### Context\nIt is:\n"${second}"`,
    });
    await until('the first to speak', () => (oracle?.counts.outputTokens ?? 0) > 0);
    await assert.rejects(client.generate({ model, prompt: 'x' }), /maximum pending requests exceeded/);
    assert.equal(oracle?.counts.refused, 1);
    client.abort();
    await first.catch(() => undefined);
  });

  it('refuses what Ollama refuses: another model, a format that is none, a prompt beyond the context', async () => {
    const { host } = await start();
    const client = new Ollama({ host });
    await assert.rejects(client.generate({ model: 'other', prompt: 'x' }), /not found/);
    await assert.rejects(client.generate({ model, prompt: 'x', format: 'yaml' }), /invalid format/);
    const tooLong = { model, prompt: 'word '.repeat(200), options: { num_ctx: 100 }, truncate: false };
    await assert.rejects(client.generate(tooLong), /context length/);
    const cut = { ...tooLong, truncate: true };
    assert.equal((await client.generate(cut)).response, '');
    assert.equal((await client.ps()).models.length, 1);
    assert.equal((await client.list()).models[0]?.name, model);
  });
});
