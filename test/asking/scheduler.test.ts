import assert from 'node:assert/strict';
import { Scheduler, type Priority } from '../../server/src/asking/scheduler.js';
import { ModelError } from '../../server/src/models/error.js';
import type { ModelErrorCode } from '../../server/src/models/error-code.js';
import { usualLimits } from '../../server/src/models/http/limits.js';
import { OllamaEngine } from '../../server/src/models/ollama/engine.js';
import { readSettings } from '../../server/src/settings/settings.js';
import { realTimer } from '../../server/src/shared/timer.js';
import type { Prompt, Reply } from '../../server/src/tasks/task.js';
import { FakeOllama, json, send, startStream, type Handler } from '../fakes/ollama-server.js';
import { until } from '../analysis/bench.js';
import { ScriptedRuntime } from '../analysis/scripted-runtime.js';

const promptOf = (input: string): Prompt => ({
  task: 'explanation',
  dialect: 'json',
  version: '1',
  prefix: 'p',
  input,
  mode: 'chat',
  maxTokens: 8,
});

interface Asked {
  readonly reply: Promise<Reply>;
  readonly abort: () => void;
}

/** Asks `runtime`, through one scheduler, for the inputs given. */
function asking(runtime: ScriptedRuntime): ((
  input: string,
  priority?: Priority | (() => Priority),
  onText?: (text: string) => void,
) => Asked) & {
  scheduler: Scheduler;
} {
  const scheduler = new Scheduler();
  const ask = (
    input: string,
    priority: Priority | (() => Priority) = 'background',
    onText?: (text: string) => void,
  ): Asked => {
    const controller = new AbortController();
    const reply = scheduler.run(runtime, promptOf(input), {
      signal: controller.signal,
      priority: typeof priority === 'string' ? () => priority : priority,
      ...(onText ? { onText } : {}),
    });
    reply.catch(() => undefined);
    return {
      reply,
      abort: () => {
        controller.abort();
      },
    };
  };
  return Object.assign(ask, { scheduler });
}

const inputs = (runtime: ScriptedRuntime): string[] => runtime.calls.map(({ prompt }) => prompt.input);

describe('scheduler', () => {
  for (const slots of [1, 2, 3]) {
    it(`runs at most ${slots} calls at once where the engine has ${slots} slots`, async () => {
      const runtime = new ScriptedRuntime({ slots });
      const ask = asking(runtime);
      await Promise.all(Array.from({ length: 10 }, (_, index) => ask(String(index)).reply));
      assert.equal(runtime.mostRunning, slots);
      assert.equal(runtime.count(), 10);
    });
  }

  it('runs what is asked for first, then what is on screen, then the rest', async () => {
    const runtime = new ScriptedRuntime();
    const ask = asking(runtime);
    const calls = [
      ask('running'),
      ask('background'),
      ask('visible', 'visible'),
      ask('asked', 'asked'),
      ask('visible 2', 'visible'),
    ];
    await Promise.all(calls.map(({ reply }) => reply));
    assert.deepEqual(inputs(runtime), ['running', 'asked', 'visible', 'visible 2', 'background']);
  });

  it('puts a waiting call forward when it becomes urgent', async () => {
    const runtime = new ScriptedRuntime();
    const ask = asking(runtime);
    let priority: Priority = 'background';
    const calls = [ask('running'), ask('first'), ask('second', () => priority)];
    priority = 'visible';
    ask.scheduler.reprioritize();
    await Promise.all(calls.map(({ reply }) => reply));
    assert.deepEqual(inputs(runtime), ['running', 'second', 'first']);
  });

  it('aborts the call in the engine, and frees its slot', async () => {
    const runtime = new ScriptedRuntime();
    runtime.holds = ({ input }) => input === 'held';
    const ask = asking(runtime);
    const held = ask('held');
    await until(() => runtime.running === 1, 'the call runs');
    const next = ask('next');
    held.abort();
    await assert.rejects(held.reply, { name: 'AbortError' });
    assert.equal(runtime.calls[0]?.signal.aborted, true);
    assert.equal((await next.reply).text, 'The sentence says so.');
  });

  it('never starts a call that was aborted while it waited', async () => {
    const runtime = new ScriptedRuntime();
    const ask = asking(runtime);
    const first = ask('first');
    const second = ask('second');
    second.abort();
    await assert.rejects(second.reply, { name: 'AbortError' });
    await first.reply;
    await ask('third').reply;
    assert.deepEqual(inputs(runtime), ['first', 'third']);
  });

  it('shares one call among identical prompts, and aborts it only when all have left', async () => {
    const runtime = new ScriptedRuntime();
    runtime.holds = () => true;
    const ask = asking(runtime);
    const one = ask('same');
    await until(() => runtime.running === 1, 'the call runs');
    const two = ask('same');
    one.abort();
    await assert.rejects(one.reply, { name: 'AbortError' });
    assert.equal(runtime.calls[0]?.signal.aborted, false);
    two.abort();
    await assert.rejects(two.reply, { name: 'AbortError' });
    assert.equal(runtime.calls[0].signal.aborted, true);
    const three = ask('same');
    await until(() => runtime.count() === 2, 'it is asked anew');
    runtime.calls[1]?.release();
    assert.equal((await three.reply).text, 'The sentence says so.');
  });

  it('raises a waiting call when someone more urgent joins it', async () => {
    const runtime = new ScriptedRuntime();
    const ask = asking(runtime);
    const calls = [ask('running'), ask('first'), ask('shared'), ask('shared', 'asked')];
    await Promise.all(calls.map(({ reply }) => reply));
    assert.deepEqual(inputs(runtime), ['running', 'shared', 'first']);
  });

  it('hands the text on as it comes; who joins late gets what came before', async () => {
    const runtime = new ScriptedRuntime({ script: () => ['One ', 'two ', 'three.'] });
    const ask = asking(runtime);
    const early: string[] = [];
    const late: string[] = [];
    let joined: Asked | undefined;
    const first = ask('same', 'asked', (text) => {
      early.push(text);
      if (early.length === 2) {
        joined = ask('same', 'asked', (piece) => late.push(piece));
      }
    });
    assert.equal((await first.reply).text, 'One two three.');
    assert.equal((await joined?.reply)?.text, 'One two three.');
    assert.deepEqual(early, ['One ', 'two ', 'three.']);
    assert.equal(late.join(''), 'One two three.');
  });

  for (const code of ['stream-cut', 'timeout', 'unreachable', 'busy', 'engine-died'] as const) {
    it(`does not ask again after ${code}: where that is worth it, the runtime has done it`, async () => {
      const failure = new ModelError(code, 'It failed.', true);
      const runtime = new ScriptedRuntime({ script: () => failure });
      await assert.rejects(asking(runtime)('a').reply, failure);
      assert.equal(runtime.count(), 1);
    });
  }

  describe('over HTTP', () => {
    let fake: FakeOllama;

    beforeEach(async () => {
      fake = await FakeOllama.start();
    });

    afterEach(async () => {
      await fake.stop();
    });

    const cut: Handler = (_, response) => {
      startStream(response);
      send(response, { message: { content: 'partly' }, done: false });
      response.end();
    };
    const hung: Handler = (_, response) => {
      startStream(response);
      send(response, { message: { content: 'partly' }, done: false });
    };
    const busy: Handler = (_, response) => {
      json(response, { error: 'server busy' }, 503);
    };
    const rows: readonly [answer: Handler, code: ModelErrorCode, requests: number][] = [
      [cut, 'stream-cut', 1],
      [hung, 'timeout', 1],
      [busy, 'busy', 3],
    ];
    for (const [answer, code, requests] of rows) {
      it(`${code}: ${requests === 1 ? 'one request' : `${requests} requests, as the runtime counts them`}`, async () => {
        fake.on('/api/chat', answer);
        const settings = { ...readSettings({}).settings.ollama, host: fake.host };
        const { signal } = new AbortController();
        const engine = new OllamaEngine(settings, { retries: 2, first: 1, longest: 2 }, realTimer, {
          ...usualLimits(),
          nextToken: 0.1,
        });
        const runtime = await engine.open('m', 'auto', signal);
        const options = { signal, priority: () => 'asked' as const };
        await assert.rejects(new Scheduler().run(runtime, promptOf('a'), options), { code });
        assert.equal(fake.received('/api/chat').length, requests);
      });
    }
  });

  it('lets many calls wait on one signal without a warning of a leak', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => {
      warnings.push(warning);
    };
    process.on('warning', onWarning);
    const runtime = new ScriptedRuntime();
    const scheduler = new Scheduler();
    const options = { signal: new AbortController().signal, priority: () => 'asked' as const };
    await Promise.all(
      Array.from({ length: 30 }, (_, index) => scheduler.run(runtime, promptOf(String(index)), options)),
    );
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', onWarning);
    assert.deepEqual(warnings, []);
  });

  it('does not ask again after an error that would come again', async () => {
    const missing = new ModelError('model-missing', 'No such model.');
    const runtime = new ScriptedRuntime({ script: () => missing });
    await assert.rejects(asking(runtime)('a').reply, missing);
    assert.equal(runtime.count(), 1);
  });

  it('lets nothing of a foreign error into the message', async () => {
    const runtime = new ScriptedRuntime({ script: () => new TypeError('secret text of the note') });
    await assert.rejects(asking(runtime)('a').reply, (error) => {
      assert(error instanceof ModelError);
      assert.equal(error.code, 'server-error');
      assert.doesNotMatch(error.message, /secret/);
      return true;
    });
  });

  describe('where the process of the embedded engine dies in mid-reply', () => {
    const dying = (deaths: number): ScriptedRuntime => {
      const runtime: ScriptedRuntime = new ScriptedRuntime({
        engine: 'embedded',
        script: () => (runtime.calls.length <= deaths ? died : ['al', 'l']),
      });
      // As the real one: a part of the reply came before the end.
      runtime.before = ['half '];
      return runtime;
    };
    const died = new ModelError('engine-died', 'It died.', true);

    it('makes the call once more, and keeps nothing of the first reply', async () => {
      const runtime = dying(1);
      assert.equal((await asking(runtime)('a').reply).text, 'half all');
      assert.equal(runtime.calls.length, 2);
    });

    it('gives up after that one', async () => {
      const runtime = dying(Infinity);
      await assert.rejects(asking(runtime)('a').reply, died);
      assert.equal(runtime.calls.length, 2);
    });

    it('does not where someone follows the reply', async () => {
      const runtime = dying(1);
      const seen: string[] = [];
      await assert.rejects(asking(runtime)('a', 'asked', (text) => seen.push(text)).reply, died);
      assert.deepEqual(seen, ['half ']);
      assert.equal(runtime.calls.length, 1);
    });

    it('does not where it keeps dying, nor for Ollama, which has a server of its own', async () => {
      for (const [engine, error] of [
        ['embedded', new ModelError('engine-died', 'It keeps dying.')],
        ['ollama', died],
      ] as const) {
        const runtime = new ScriptedRuntime({ engine, script: () => error });
        await assert.rejects(asking(runtime)('a').reply, error);
        assert.equal(runtime.calls.length, 1);
      }
    });
  });

  it('makes one call of two prompts that ask for the same', async () => {
    const runtime = new ScriptedRuntime();
    runtime.holds = () => true;
    const scheduler = new Scheduler();
    const options = { signal: new AbortController().signal, priority: () => 'background' as const };
    const [first, second, other] = ['a', 'b', 'c'].map((input) =>
      scheduler.run(runtime, promptOf(input), { ...options, about: input === 'c' ? 'other' : 'same' }),
    );
    await until(() => runtime.calls.length === 1, 'the first call');
    runtime.holds = () => false;
    runtime.calls[0]?.release();
    assert.equal(await first, await second);
    await other;
    assert.deepEqual(inputs(runtime), ['a', 'c']);
  });
});
