import assert from 'node:assert/strict';
import { collect } from '../../../server/src/models/collect.js';
import { usualLimits, type ServerLimits } from '../../../server/src/models/http/limits.js';
import { OllamaEngine } from '../../../server/src/models/ollama/engine.js';
import type { OllamaRuntime } from '../../../server/src/models/ollama/runtime.js';
import type { Reply } from '../../../server/src/tasks/task.js';
import {
  FakeOllama,
  json,
  replyWith,
  send,
  startStream,
  type ServedModel,
} from '../../fakes/ollama-server.js';
import { ManualTimer } from '../../shared/manual-timer.js';
import { noteText, ollamaSettings, prompt, until } from '../prompts.js';

const { signal } = new AbortController();

describe('a model in Ollama', () => {
  let fake: FakeOllama;

  beforeEach(async () => {
    fake = await FakeOllama.start();
  });

  afterEach(async () => {
    await fake.stop();
  });

  const open = (
    over: Partial<ServerLimits> = {},
    model?: ServedModel,
    timer?: ManualTimer,
  ): Promise<OllamaRuntime> => {
    if (model) fake.models = [model];
    const limits = { ...usualLimits({}), ...over };
    const engine = new OllamaEngine(ollamaSettings(fake.host), undefined, timer?.start, limits);
    return engine.open(model?.name ?? 'm', 'auto', signal);
  };

  /** Waits six seconds for the first token, and three between two. */
  const openWith = (timer: ManualTimer): Promise<OllamaRuntime> =>
    open({ firstToken: 6, nextToken: 3 }, undefined, timer);

  it('makes no signal of one that outlives the call, which Node would keep a reference in for ever', async () => {
    fake.on('/api/generate', replyWith(['a']));
    const runtime = await open();
    const any = AbortSignal.any.bind(AbortSignal);
    const sources = new Map<AbortSignal, number>();
    AbortSignal.any = (signals) => {
      for (const source of signals) sources.set(source, (sources.get(source) ?? 0) + 1);
      return any(signals);
    };
    try {
      for (let call = 0; call < 5; call++) await collect(runtime.generate(prompt(), signal));
    } finally {
      AbortSignal.any = any;
    }
    assert.ok(Math.max(...sources.values()) < 5, 'a signal serves every call');
  });

  describe('is asked', () => {
    it('raw prompts as they are, strictly and repeatably', async () => {
      fake.on('/api/generate', replyWith(['a', ' b']));
      const runtime = await open({ contextLength: 2048 });
      const { reply, statistics } = await collect(
        runtime.generate(prompt({ stop: ['###'], topLogprobs: 3 }), signal),
      );
      assert.deepEqual(reply, { text: 'a b', tokens: [], finish: 'stop' });
      assert.equal(statistics.promptTokens, 7);
      assert.equal(statistics.outputTokens, 2);
      assert.deepEqual(fake.received('/api/generate')[0]?.body, {
        model: 'm:latest',
        prompt: `Find problem:\n${noteText}`,
        raw: true,
        stream: true,
        truncate: false,
        shift: false,
        logprobs: true,
        top_logprobs: 3,
        options: {
          num_ctx: 2048,
          num_predict: 50,
          temperature: 0,
          seed: 0,
          repeat_penalty: 1,
          stop: ['###'],
        },
      });
    });

    it('chats with the constant part as the system message and the schema as format', async () => {
      fake.on('/api/chat', (_, response) => {
        startStream(response);
        send(response, { message: { role: 'assistant', content: '', thinking: 'hm' }, done: false });
        send(response, {
          message: { role: 'assistant', content: '{}' },
          logprobs: [{ token: '{}', logprob: -0.5, top_logprobs: [{ token: '{}', logprob: -0.5 }] }],
          done: false,
        });
        send(response, { message: { content: '' }, done: true, done_reason: 'length', eval_count: 1 });
        response.end();
      });
      const format = { type: 'object' };
      const { reply } = await collect((await open()).generate(prompt({ mode: 'chat', format }), signal));
      assert.deepEqual(reply, {
        text: '{}',
        tokens: [{ token: '{}', logprob: -0.5, top: [{ token: '{}', logprob: -0.5 }] }],
        finish: 'length',
      });
      const {
        messages,
        format: sent,
        prompt: none,
        think,
        keep_alive: kept,
      } = fake.received('/api/chat')[0]!.body;
      assert.deepEqual(messages, [
        { role: 'system', content: 'Find problem:\n' },
        { role: 'user', content: noteText },
      ]);
      assert.deepEqual(sent, format);
      assert.equal(none, undefined);
      assert.equal(think, undefined);
      // How long a model stays loaded is set where Ollama is set up.
      assert.equal(kept, undefined);
    });

    const thinking: [model: ServedModel, think: unknown, tokens: number][] = [
      [{ name: 'a', capabilities: ['completion', 'thinking'] }, false, 50],
      [{ name: 'b', capabilities: ['completion'] }, undefined, 50],
      [{ name: 'gpt-oss:20b', capabilities: ['completion', 'thinking'], family: 'gptoss' }, 'low', 1074],
    ];
    for (const [model, think, tokens] of thinking) {
      it(`to think ${String(think)}: ${model.name}`, async () => {
        fake.on('/api/chat', replyWith([]));
        await collect((await open({}, model)).generate(prompt({ mode: 'chat' }), signal));
        const { body } = fake.received('/api/chat')[0]!;
        assert.equal(body['think'], think);
        assert.equal((body['options'] as Record<string, unknown>)['num_predict'], tokens);
      });
    }

    it('no more at once than the server is known to take', async () => {
      assert.equal((await open({ slots: 3 })).slots, 3);
    });
  });

  describe('stops, seen from the server,', () => {
    const begun = (): boolean => fake.received('/api/generate').length === 1;

    it('when aborted before the headers', async () => {
      fake.on('/api/generate', () => undefined);
      const runtime = await open();
      const abort = new AbortController();
      const call = collect(runtime.generate(prompt(), abort.signal));
      await until(begun);
      abort.abort(new Error('enough'));
      await assert.rejects(call, /enough/);
      await fake.received('/api/generate')[0]!.closed;
    });

    it('when aborted in mid-stream', async () => {
      fake.on('/api/generate', (_, response) => {
        startStream(response);
        send(response, { response: 'a', done: false });
      });
      const runtime = await open();
      const abort = new AbortController();
      const call = collect(runtime.generate(prompt(), abort.signal), {
        onText: () => {
          abort.abort();
        },
      });
      await assert.rejects(call, { name: 'AbortError' });
      await fake.received('/api/generate')[0]!.closed;
    });

    it('when the reader leaves the iteration', async () => {
      fake.on('/api/generate', (_, response) => {
        startStream(response);
        for (let count = 0; count < 5; count += 1) send(response, { response: 'a', done: false });
      });
      for await (const chunk of (await open()).generate(prompt(), signal)) {
        assert.equal(chunk.text, 'a');
        break;
      }
      await fake.received('/api/generate')[0]!.closed;
    });

    it('when aborted while it waits in the queue of the server, and the others go on', async () => {
      let release: () => void = () => undefined;
      fake.on('/api/generate', async (request, response) => {
        // One at a time, as a server with one slot does: the second gets no headers yet.
        if (fake.received('/api/generate')[0] !== request) return;
        startStream(response);
        send(response, { response: 'first', done: false });
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        send(response, { response: '', done: true, done_reason: 'stop' });
        response.end();
      });
      const runtime = await open({ slots: 2 });
      const first = collect(runtime.generate(prompt(), signal));
      await until(begun);
      const abort = new AbortController();
      const second = collect(runtime.generate(prompt(), abort.signal));
      await until(() => fake.received('/api/generate').length === 2);
      abort.abort();
      await assert.rejects(second, { name: 'AbortError' });
      await fake.received('/api/generate')[1]!.closed;
      release();
      assert.equal((await first).reply.text, 'first');
    });

    it('when the reply loops', async () => {
      fake.on('/api/generate', (_, response) => {
        startStream(response);
        for (let count = 0; count < 200; count += 1) send(response, { response: 'again and ', done: false });
      });
      const { reply } = await collect((await open()).generate(prompt({ maxTokens: 10_000 }), signal));
      assert.equal(reply.finish, 'length');
      await fake.received('/api/generate')[0]!.closed;
    });

    it('when the model is switched', async () => {
      fake.on('/api/generate', () => undefined);
      const runtime = await open();
      const call = collect(runtime.generate(prompt(), signal));
      await until(begun);
      await runtime.dispose();
      await assert.rejects(call, { name: 'ModelError', transient: true });
      await fake.received('/api/generate')[0]!.closed;
    });

    it('when no first token comes in time', async () => {
      fake.on('/api/generate', () => undefined);
      const call = collect((await open({ firstToken: 0.05 })).generate(prompt(), signal));
      await assert.rejects(call, { code: 'timeout', transient: true, message: /took too long/ });
      await fake.received('/api/generate')[0]!.closed;
    });

    it('when the next token does not come in time', async () => {
      fake.on('/api/generate', (_, response) => {
        startStream(response);
        send(response, { response: 'a', done: false });
      });
      const call = collect((await open({ nextToken: 0.05 })).generate(prompt(), signal));
      await assert.rejects(call, { code: 'timeout' });
      await fake.received('/api/generate')[0]!.closed;
    });

    it('not at all when it is aborted before it began', async () => {
      const runtime = await open();
      await assert.rejects(collect(runtime.generate(prompt(), AbortSignal.abort())), { name: 'AbortError' });
      assert.equal(fake.received('/api/generate').length, 0);
    });

    it('and is not asked again while it waits after a busy answer', async () => {
      fake.on('/api/generate', (_, response) => {
        json(response, { error: 'server busy' }, 503);
      });
      const engine = new OllamaEngine(ollamaSettings(fake.host), {
        retries: 9,
        first: 60_000,
        longest: 60_000,
      });
      const abort = new AbortController();
      const call = collect((await engine.open('m', 'auto', signal)).generate(prompt(), abort.signal));
      await until(begun);
      abort.abort();
      await assert.rejects(call, { name: 'AbortError' });
      assert.equal(fake.received('/api/generate').length, 1);
    });
  });

  it('takes its time where the reader does', async () => {
    fake.on('/api/generate', replyWith(['a', 'b']));
    const timer = new ManualTimer();
    const runtime = await openWith(timer);
    const texts: string[] = [];
    for await (const chunk of runtime.generate(prompt(), signal)) {
      texts.push(chunk.text);
      // Only the limit of the whole reply goes on.
      assert.deepEqual(timer.running, [60_000]);
    }
    assert.deepEqual(texts, ['a', 'b', '']);
    assert.deepEqual(timer.set, [6000, 60_000, 3000, 3000, 3000]);
    assert.deepEqual(timer.running, []);
  });

  const signs: [what: string, empty: Record<string, unknown>, isAlive: boolean][] = [
    ['chunks that hold nothing', { content: '' }, false],
    ['thoughts', { content: '', thinking: 'hm' }, true],
  ];
  for (const [what, message, isAlive] of signs) {
    it(`${isAlive ? 'counts' : 'does not count'} ${what} as a sign of life`, async () => {
      const timer = new ManualTimer();
      fake.on('/api/chat', (_, response) => {
        startStream(response);
        send(response, { message: { content: 'a' }, done: false });
        for (let count = 0; count < 5; count += 1) send(response, { message, done: false });
        send(response, { message: { content: 'b' }, done: false });
      });
      const runtime = await openWith(timer);
      const call = collect(runtime.generate(prompt({ mode: 'chat' }), signal), {
        onText: (text) => {
          if (text !== 'b') return;
          assert.deepEqual(timer.set, [6000, 60_000, ...Array<number>(isAlive ? 6 : 1).fill(3000)]);
        },
      });
      await until(() => timer.set.length === (isAlive ? 9 : 4));
      timer.runOut();
      await assert.rejects(call, { code: 'timeout' });
    });
  }

  it('does not wait for a model that thinks for ever', async () => {
    const timer = new ManualTimer();
    fake.on('/api/chat', (_, response) => {
      startStream(response);
      const message = { content: '', thinking: 'x'.repeat(60_000) };
      for (let count = 0; count < 5; count += 1) send(response, { message, done: false });
      send(response, { message: { content: 'b' }, done: true });
    });
    const runtime = await openWith(timer);
    await collect(runtime.generate(prompt({ mode: 'chat' }), signal));
    assert.deepEqual(timer.set, [6000, 60_000, 3000]);
  });

  it('ends a reply that takes too long as a whole, though every token comes in time', async () => {
    const timer = new ManualTimer();
    fake.on('/api/generate', (_, response) => {
      startStream(response);
      send(response, { response: 'a', done: false });
    });
    const runtime = await openWith(timer);
    const call = collect(runtime.generate(prompt(), signal), {
      onText: () => {
        assert.deepEqual(timer.running, [60_000]);
        timer.runOut();
      },
    });
    await assert.rejects(call, { code: 'timeout', message: /took too long/ });
  });

  it('reads a logarithm that no probability has as certain', async () => {
    const odd = { token: 'a', logprob: 1000 };
    fake.on('/api/generate', (_, response) => {
      startStream(response);
      send(response, { response: 'a', logprobs: [{ ...odd, top_logprobs: [odd] }], done: false });
      send(response, { response: '', done: true, done_reason: 'stop' });
      response.end();
    });
    const { reply } = await collect((await open()).generate(prompt({ topLogprobs: 1 }), signal));
    assert.deepEqual(reply.tokens, [{ token: 'a', logprob: 0, top: [{ token: 'a', logprob: 0 }] }]);
  });

  describe('that thinks', () => {
    const token = (text: string, logprob: number): object => ({
      logprobs: [{ token: text, logprob, top_logprobs: [{ token: text, logprob }] }],
    });

    /** A chat as the server streams it: each chunk with the log-probabilities of its token. */
    const streamed = (
      parts: readonly (readonly [message: object, token: object])[],
      reason = 'stop',
    ): void => {
      fake.on('/api/chat', (_, response) => {
        startStream(response);
        for (const [message, logprobs] of parts) send(response, { message, ...logprobs, done: false });
        send(response, { message: { content: '' }, done: true, done_reason: reason });
        response.end();
      });
    };

    const ask = async (): Promise<Reply> => {
      const over = { mode: 'chat', topLogprobs: 5, format: { type: 'object' } } as const;
      const { reply } = await collect((await open()).generate(prompt(over), signal));
      return reply;
    };

    it('is given only the log-probabilities of its answer', async () => {
      streamed([
        [{ content: '', thinking: '{"label":"' }, token('{"label":"', -0.1)],
        [{ content: '', thinking: 'neutral"?' }, token('neutral"?', -3)],
        [{ content: '' }, token('<|channel|>', -0.2)],
        [{ content: '{"label":"' }, token('\n{"label":"', -0.3)],
        [{ content: '' }, token('neut', -0.01)],
        [{ content: 'neutral"}' }, token('ral"}', -0.02)],
      ]);
      const reply = await ask();
      assert.equal(reply.text, '{"label":"neutral"}');
      assert.deepEqual(
        reply.tokens.map(({ token: text, logprob }) => [text, logprob]),
        [
          ['\n{"label":"', -0.3],
          ['neut', -0.01],
          ['ral"}', -0.02],
        ],
      );
    });

    it('and puts its constrained answer among the thoughts is understood', async () => {
      streamed([
        [{ content: '', thinking: '{"a":' }, token('{"a":', -0.1)],
        [{ content: '', thinking: '1}' }, token('1}', -0.2)],
      ]);
      const { text, tokens, finish } = await ask();
      assert.deepEqual(
        { text, tokens: tokens.map(({ token: each }) => each), finish },
        { text: '{"a":1}', tokens: ['{"a":', '1}'], finish: 'stop' },
      );
    });

    it('and comes to no answer has given none', async () => {
      streamed([[{ content: '', thinking: 'Let me see: {"a":1}?' }, token('Let', -0.1)]], 'length');
      assert.deepEqual(await ask(), { text: '', tokens: [], finish: 'length' });
    });
  });

  const shares: [loaded: unknown[], share: number | undefined][] = [
    [[{ name: 'm:latest', size: 1000, size_vram: 600 }], 0.6],
    [[{ name: 'm:latest', size: 1000, size_vram: 0 }], 0],
    [[{ name: 'other', size: 1000, size_vram: 1000 }], undefined],
  ];
  for (const [models, share] of shares) {
    it(`is ${share === undefined ? 'not loaded' : `to ${share} on the GPU`}`, async () => {
      fake.on('/api/ps', (_, response) => {
        json(response, { models });
      });
      assert.deepEqual(await (await open()).device(signal), share === undefined ? {} : { gpuShare: share });
    });
  }

  it('tells which weights are loaded under its name', async () => {
    fake.on('/api/ps', (_, response) => {
      json(response, { models: [{ name: 'm:latest', digest: 'another', size: 1000, size_vram: 1000 }] });
    });
    assert.deepEqual(await (await open()).device(signal), { gpuShare: 1, digest: 'another' });
  });

  it('tells nothing of its device where the server does not', async () => {
    fake.on('/api/ps', (_, response) => {
      json(response, { error: 'no' }, 500);
    });
    assert.deepEqual(await (await open()).device(signal), {});
  });
});
