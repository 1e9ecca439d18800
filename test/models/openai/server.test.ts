import assert from 'node:assert/strict';
import { collect } from '../../../server/src/models/collect.js';
import type { ModelError } from '../../../server/src/models/error.js';
import type { ModelErrorCode } from '../../../server/src/models/error-code.js';
import { usualLimits } from '../../../server/src/models/http/limits.js';
import { OpenAiEngine } from '../../../server/src/models/openai/engine.js';
import type { OpenAiRuntime } from '../../../server/src/models/openai/runtime.js';
import type { Settings } from '../../../server/src/shared/protocol.js';
import { FakeOpenAi, refuse, type Quirks } from '../../fakes/openai-server.js';
import { json, type Handler } from '../../fakes/ollama-server.js';
import { ManualTimer } from '../../shared/manual-timer.js';
import { noteText, prompt, serverSettings, until } from '../prompts.js';

const { signal } = new AbortController();
const quick = { retries: 2, first: 1, longest: 2 };

const format = {
  type: 'object',
  properties: { label: { type: 'string', enum: ['neutral'] } },
  required: ['label'],
};
const question = prompt({ mode: 'chat', format, topLogprobs: 5 });
const chat = '/v1/chat/completions';

describe('a model of an OpenAI-compatible server', () => {
  let fake: FakeOpenAi;

  const start = async (quirks: Quirks = {}, models?: readonly object[]): Promise<void> => {
    fake = await FakeOpenAi.start(quirks, models);
  };

  afterEach(async () => {
    await fake.stop();
  });

  const engine = (over: Partial<Settings['ollama']> = {}, key?: string): OpenAiEngine =>
    new OpenAiEngine(serverSettings(fake.host, over), () => key, quick);

  const open = (name = '', over: Partial<Settings['ollama']> = {}): Promise<OpenAiRuntime> =>
    engine(over).open(name, 'auto', signal);

  it('is asked strictly and repeatably, the constant part as the message of the system', async () => {
    await start();
    await collect((await open()).generate({ ...question, stop: ['###'] }, signal));
    assert.deepEqual(fake.received(chat).at(-1)?.body, {
      model: 'm',
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 50,
      temperature: 0,
      seed: 0,
      stop: ['###'],
      messages: [
        { role: 'system', content: 'Find problem:\n' },
        { role: 'user', content: noteText },
      ],
      chat_template_kwargs: { enable_thinking: false },
      logprobs: true,
      top_logprobs: 5,
      response_format: { type: 'json_schema', json_schema: { name: 'reply', strict: true, schema: format } },
    });
  });

  it('gets raw prompts as they are, and tells the probabilities of the older form', async () => {
    await start();
    const { reply } = await collect(
      (await open()).generate(prompt({ maxTokens: 2, topLogprobs: 3 }), signal),
    );
    assert.equal(reply.text, ' word0 word1');
    assert.deepEqual(reply.tokens[0], {
      token: ' word0',
      logprob: -0.01,
      top: [
        { token: ' word0', logprob: -0.01 },
        { token: '~0', logprob: -5 },
        { token: '~1', logprob: -6 },
      ],
    });
    assert.equal(fake.received('/v1/completions')[0]?.body['prompt'], `Find problem:\n${noteText}`);
  });

  it('reads a logarithm that no probability has as certain', async () => {
    await start();
    fake.on('/v1/completions', (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const logprobs = { tokens: ['a'], token_logprobs: [1000], top_logprobs: [{ a: 1000, b: -3 }] };
      response.write(
        `data: ${JSON.stringify({ choices: [{ text: 'a', logprobs, finish_reason: 'stop' }] })}\n\n`,
      );
      response.end('data: [DONE]\n\n');
    });
    const { reply } = await collect((await open()).generate(prompt({ topLogprobs: 2 }), signal));
    assert.deepEqual(reply.tokens, [
      {
        token: 'a',
        logprob: 0,
        top: [
          { token: 'a', logprob: 0 },
          { token: 'b', logprob: -3 },
        ],
      },
    ]);
  });

  describe('shows once what its server does not do:', () => {
    const rows: [what: string, quirks: Quirks, share: object, probes: number, sent: readonly string[]][] = [
      ['nothing', {}, {}, 1, ['logprobs', 'response_format']],
      ['a schema is ignored', { ignoresSchema: true }, { ignoresSchema: true }, 1, ['logprobs']],
      ['a schema is refused', { refusesSchema: true }, { ignoresSchema: true }, 3, ['logprobs']],
      [
        'no log-probabilities come',
        { ignoresLogprobs: true },
        { lacksLogprobs: true },
        1,
        ['response_format'],
      ],
      ['they are refused', { refusesLogprobs: true }, { lacksLogprobs: true }, 2, ['response_format']],
      [
        'both are refused',
        { refusesLogprobs: true, refusesSchema: true },
        { lacksLogprobs: true, ignoresSchema: true },
        4,
        [],
      ],
    ];
    for (const [what, quirks, share, probes, sent] of rows) {
      it(what, async () => {
        await start(quirks);
        const runtime = await open();
        assert.deepEqual(await runtime.device(), {});
        await collect(runtime.generate(question, signal));
        await collect(runtime.generate(question, signal));
        assert.deepEqual(await runtime.device(), share);
        assert.equal(fake.received(chat).length, probes + 2);
        const { body } = fake.received(chat).at(-1)!;
        assert.deepEqual(
          ['logprobs', 'response_format'].filter((field) => field in body),
          sent,
        );
        // Nothing of a note goes along with a probe.
        for (const { body: probe } of fake.received(chat).slice(0, probes))
          assert.ok(!JSON.stringify(probe).includes('Jane'));
      });
    }

    it('what the model thinks is no part of the answer', async () => {
      await start({ thinks: true });
      const { reply } = await collect((await open()).generate(question, signal));
      assert.equal(reply.text, '{"label":"neutral"}');
      assert.equal(reply.tokens.map(({ token }) => token).join(''), reply.text);
    });

    it('and thinking is switched off in its own word where it leaves no room for the answer', async () => {
      await start();
      fake.on(chat, ({ body }, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const delta =
          body['reasoning_effort'] === 'none' ? { content: '{"probe":"kappa"}' } : { reasoning: 'hm' };
        response.write(`data: ${JSON.stringify({ choices: [{ delta, finish_reason: 'length' }] })}\n\n`);
        response.end('data: [DONE]\n\n');
      });
      await collect((await open()).generate(question, signal));
      assert.equal(fake.received(chat).at(-1)?.body['reasoning_effort'], 'none');
    });
  });

  describe('is chosen', () => {
    it('by its name, or as the only one that there is', async () => {
      await start({}, [{ id: 'one' }, { id: 'two', owned_by: 'vllm', max_model_len: 2048 }]);
      const two = await open('two');
      assert.deepEqual([two.profile.contextLength, two.slots], [2048, 8]);
      assert.equal((await open('one')).slots, 1);
      await assert.rejects(open(''), { code: 'no-model' });
      await assert.rejects(open('three'), { code: 'model-missing' });
    });

    it('with the window and the slots that llama-server tells', async () => {
      await start({}, [
        { id: '/models/x.gguf', owned_by: 'llamacpp', meta: { n_params: 134_515_008, size: 9e7 } },
      ]);
      fake.on('/props', (_, response) => {
        json(response, { default_generation_settings: { n_ctx: 1024 }, total_slots: 4 });
      });
      const { model, profile, slots } = await open();
      assert.deepEqual([model.parameterSize, model.sizeBytes, profile.contextLength], ['135M', 9e7, 1024]);
      assert.equal(slots, 4);
    });

    it('not where it is in the cloud, unless that is allowed', async () => {
      await start({}, [{ id: 'big-cloud' }]);
      await assert.rejects(open(), { code: 'cloud-refused' });
      assert.equal((await open('', { allowCloudModels: true })).model.name, 'big-cloud');
    });

    it('and never where a word cannot be a name', async () => {
      await start({}, [{ id: '[x](command:y)' }, { id: 'good' }]);
      assert.deepEqual(
        (await engine().list(signal)).map(({ name }) => name),
        ['good'],
      );
    });
  });

  it('is opened by a key, which is in no message', async () => {
    await start({ key: 'open-sesame' });
    assert.equal((await engine({}, ' open-sesame\n').open('m', 'auto', signal)).model.name, 'm');
    for (const wrong of [undefined, 'closed-sesame', 'two\nlines']) {
      await assert.rejects(engine({}, wrong).open('m', 'auto', signal), (error: ModelError) => {
        assert.ok(!/sesame|lines/.test(error.message), error.message);
        if (wrong !== 'two\nlines') assert.equal(error.code, 'key-refused');
        return true;
      });
    }
  });

  it('is not asked at another machine', async () => {
    await start();
    const { ollama, openai } = serverSettings('http://192.0.2.7');
    const far = new OpenAiEngine({ ollama, openai }, () => 'key');
    await assert.rejects(far.open('m', 'auto', signal), {
      code: 'host-refused',
      message: /bionote\.openai\.url/,
    });
    const none = new OpenAiEngine({ ollama, openai: { url: '', model: '' } });
    await assert.rejects(none.open('m', 'auto', signal), {
      code: 'host-refused',
      message: /No server is named/,
    });
  });

  const streaming =
    (...lines: string[]): Handler =>
    (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(lines.map((line) => `${line}\n\n`).join(''));
    };
  const piece = 'data: {"choices":[{"delta":{"content":"partly"}}]}';
  const failing =
    (status: number, message: string): Handler =>
    (_, response) => {
      refuse(response, status, message);
    };

  describe('fails with the cause of the one table:', () => {
    const rows: [what: string, answer: Handler, code: ModelErrorCode, transient?: boolean][] = [
      [
        'a prompt too long (vLLM)',
        failing(400, "This model's maximum context length is 4096 tokens."),
        'context-overflow',
      ],
      [
        'a prompt too long (llama-server)',
        failing(400, 'the request exceeds the available context size'),
        'context-overflow',
      ],
      [
        'a prompt that was cut',
        streaming(
          piece,
          'data: {"choices":[{"finish_reason":"stop"}],"usage":{"prompt_tokens":4096}}',
          'data: [DONE]',
        ),
        'context-overflow',
      ],
      ['a model that is loading', failing(503, 'Loading model'), 'busy', true],
      ['too many requests', failing(429, 'slow down'), 'busy', true],
      ['a model that is gone', failing(404, 'The model m does not exist.'), 'model-missing'],
      ['another program', (_, response) => void response.writeHead(404).end('<html>no</html>'), 'not-ollama'],
      ['a key that is refused', failing(401, 'Invalid API Key'), 'key-refused'],
      [
        'an error in mid-stream',
        streaming(piece, 'data: {"error":{"message":"CUDA out of memory"}}'),
        'out-of-memory',
      ],
      [
        'an error in mid-stream, as llama-server words it',
        streaming(piece, 'error: {"code":500,"message":"context size"}'),
        'context-overflow',
      ],
      [
        'an error as a whole, with status 200',
        (_, response) => {
          json(response, { error: { message: 'model runner has unexpectedly stopped' } });
        },
        'engine-died',
        true,
      ],
      ['a stream without its end', streaming(piece), 'stream-cut', true],
      ['an event that is cut', streaming(piece, 'data: {"choi'), 'not-ollama'],
      ['a web page', streaming('<p>hello</p>'), 'not-ollama'],
      ['an answer of another shape', streaming('data: {"choices":7}'), 'not-ollama'],
      [
        'a redirect',
        (_, response) => void response.writeHead(307, { location: 'http://192.0.2.7/' }).end(),
        'host-refused',
      ],
      ['a socket that breaks', (_, response) => void response.socket?.destroy(), 'unreachable', true],
      ['an error that quotes the note', failing(500, `cannot read "${noteText}"`), 'server-error'],
    ];
    for (const [what, answer, code, transient = false] of rows) {
      it(what, async () => {
        await start();
        const runtime = await open();
        fake.on(chat, answer);
        await assert.rejects(
          collect(runtime.generate(prompt({ mode: 'chat' }), signal)),
          (error: ModelError) => {
            assert.deepEqual([error.code, error.transient], [code, transient], error.message);
            assert.ok(error.message.includes(fake.host), error.message);
            assert.ok(!error.message.includes('Jane') && !error.message.includes('Ollama '), error.message);
            return true;
          },
        );
      });
    }

    it('a server that says nothing', async () => {
      await start();
      const timer = new ManualTimer();
      const runtime = await new OpenAiEngine(serverSettings(fake.host), undefined, quick, timer.start, {
        ...usualLimits({}),
        firstToken: 7,
      }).open('m', 'auto', signal);
      fake.on(chat, () => undefined);
      const call = collect(runtime.generate(prompt({ mode: 'chat' }), signal));
      await until(() => fake.received(chat).length === 1);
      assert.deepEqual(timer.running, [7000]);
      timer.runOut();
      await assert.rejects(call, { code: 'timeout', transient: true });
      await fake.received(chat)[0]!.closed;
    });
  });

  it('stops writing when its caller aborts, as the server sees it', async () => {
    await start();
    const runtime = await open();
    const abort = new AbortController();
    const call = collect(runtime.generate(prompt({ mode: 'chat', maxTokens: 400 }), abort.signal), {
      onText: () => {
        abort.abort();
      },
    });
    await assert.rejects(call, { name: 'AbortError' });
    await fake.received(chat)[0]!.closed;
    await collect(runtime.generate(prompt({ mode: 'chat', maxTokens: 1 }), signal));
    assert.ok(fake.written < 400, `${fake.written} tokens were written`);
  });

  it('understands events in pieces of any size, with lines of every kind', async () => {
    await start();
    const runtime = await open();
    const sent = [
      'event: message\r\ndata: {"choices":[{"delta":{"content":"año "}}]}\r\n\r\n',
      ': ping\n\n',
      'data:{"choices":[{"delta":{"content":"😀"},"finish_reason":"stop"}]}\n\n',
      'data: [DONE]',
    ].join('');
    for (const size of [1, 3, 1000]) {
      fake.on(chat, async (_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const bytes = Buffer.from(sent);
        for (let at = 0; at < bytes.length; at += size) {
          response.write(bytes.subarray(at, at + size));
          await new Promise((resolve) => setImmediate(resolve));
        }
        response.end();
      });
      const { reply } = await collect(runtime.generate(prompt({ mode: 'chat' }), signal));
      assert.deepEqual([reply.text, reply.finish], ['año 😀', 'stop']);
    }
  });
});
