import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collect } from '../../../server/src/models/collect.js';
import { EmbeddedEngine } from '../../../server/src/models/embedded/engine.js';
import type { EmbeddedRuntime } from '../../../server/src/models/embedded/runtime.js';
import { readSettings } from '../../../server/src/settings/settings.js';
import { starterNerCalls } from '../../../server/src/tasks/ner/starter.js';
import { clinicalSchema } from '../../../server/src/tasks/schemas.js';
import type { Prompt } from '../../../server/src/tasks/task.js';
import { ManualTimer } from '../../shared/manual-timer.js';
import { noteText, until } from '../prompts.js';
import { copyWithTemplate } from './with-template.js';
import { openStarter, parts, prepareEngine, starterPath } from './starter.js';

const { signal } = new AbortController();

describe('the embedded engine', function () {
  // A process starts, and loads a model, on a machine that may be busy.
  this.timeout(60_000);
  let runtime: EmbeddedRuntime;

  before(async function () {
    await prepareEngine(this);
    runtime = await openStarter();
  });

  after(async () => {
    await (runtime as EmbeddedRuntime | undefined)?.dispose();
  });

  const ask = (sentence: string, over: Partial<Prompt> = {}): Prompt => {
    const [call] = starterNerCalls(sentence, clinicalSchema, runtime.profile);
    return { ...call!.prompt, ...over };
  };
  const longSentence = 'He denies pain, fever and chills and reports cough. '.repeat(12);

  it('loads nothing before the first call', async () => {
    const idle = await openStarter();
    assert.equal(idle.pid, undefined);
    assert.equal(idle.model.name, 'bionote-starter');
    assert.match(idle.model.digest, /^[0-9a-f]{64}$/);
    assert.deepEqual([idle.profile.dialect, idle.profile.contextLength, idle.slots], ['starter', 1024, 1]);
    assert.deepEqual(await idle.device(), { gpuShare: 0 });
    await idle.dispose();
  });

  it('gives the exact text, spaces before punctuation too', async () => {
    const { reply } = await collect(
      runtime.generate(ask('The patient denies chest pain, fever (38.5) and cough.'), signal),
    );
    const copied = reply.text.replaceAll(/\/[BI]-\w+/g, '');
    assert.equal(copied, ' The patient denies chest pain , fever ( 38.5 ) and cough .');
    assert.match(reply.text, / pain\/[BI]-problem/);
    assert.equal(reply.finish, 'stop');
    assert.equal(reply.tokens.map(({ token }) => token).join(''), reply.text);
  });

  it('gives log-probabilities, as many alternatives as asked for', async () => {
    const sentence = 'The patient denies chest pain.';
    const replies = [];
    for (const topLogprobs of [0, 1, 5]) {
      replies.push((await collect(runtime.generate(ask(sentence, { topLogprobs }), signal))).reply);
    }
    const [none, one, five] = replies;
    for (const [index, token] of five!.tokens.entries()) {
      assert.ok(token.logprob <= 0 && token.logprob > -10);
      assert.equal(token.top.length, 5);
      assert.deepEqual(token.top[0], { token: token.token, logprob: token.logprob });
      const total = token.top.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0);
      assert.ok(total > 0.5 && total < 1.001, String(total));
      assert.ok(Math.abs(token.logprob - one!.tokens[index]!.logprob) < 1e-4);
      assert.equal(one!.tokens[index]!.top.length, 1);
      assert.equal(none!.tokens[index]!.top.length, 0);
    }
  });

  it('gives no log-probabilities where none are asked for, and the same text', async () => {
    const { topLogprobs, ...without } = ask('The patient denies chest pain.');
    assert.equal(topLogprobs, 1);
    const measured = await collect(runtime.generate({ ...without, topLogprobs }, signal));
    const unmeasured = await collect(runtime.generate(without, signal));
    assert.equal(unmeasured.reply.text, measured.reply.text);
    assert.deepEqual(unmeasured.reply.tokens, []);
  });

  it('gives the same reply whatever came before', async () => {
    const sentences = [
      'The patient denies chest pain.',
      'A CT scan of the chest showed a mass.',
      'He took aspirin 81 mg.',
    ];
    const fresh = new Map<string, unknown>();
    for (const sentence of [...sentences, ...sentences.reverse()]) {
      const { reply } = await collect(runtime.generate(ask(sentence, { topLogprobs: 2 }), signal));
      if (fresh.has(sentence)) assert.deepEqual(reply, fresh.get(sentence));
      fresh.set(sentence, reply);
    }
  });

  it('ends before a stop string, and at the limit of tokens', async () => {
    const stopped = await collect(
      runtime.generate(ask('The patient denies chest pain.', { stop: ['ies che'] }), signal),
    );
    assert.equal(stopped.reply.text, ' The patient den');
    assert.equal(stopped.reply.finish, 'stop');
    const cut = await collect(
      runtime.generate(ask('The patient denies chest pain.', { maxTokens: 3 }), signal),
    );
    assert.equal(cut.reply.finish, 'length');
    assert.equal(cut.statistics.outputTokens, 3);
  });

  it('holds a reply to a JSON schema', async () => {
    const format = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: { label: { type: 'string', enum: ['entailment', 'neutral'] }, sure: { type: 'boolean' } },
      required: ['label', 'sure'],
      additionalProperties: false,
    };
    const prompt = ask('The patient denies chest pain.', {
      format,
      maxTokens: 200,
      stop: [],
      topLogprobs: 3,
    });
    const { reply } = await collect(runtime.generate(prompt, signal));
    const value = JSON.parse(reply.text) as Record<string, unknown>;
    assert.ok(['entailment', 'neutral'].includes(String(value['label'])));
    assert.equal(typeof value['sure'], 'boolean');
    assert.ok(reply.tokens.every(({ logprob }) => Number.isFinite(logprob)));
  });

  it('refuses a prompt that does not fit, and goes on', async () => {
    const { pid } = runtime;
    const input = ' pain'.repeat(2000);
    await assert.rejects(collect(runtime.generate(ask('x', { input }), signal)), {
      code: 'context-overflow',
      message: /bionote-starter/,
    });
    assert.match((await collect(runtime.generate(ask('He denies pain.'), signal))).reply.text, /^ He denies/);
    assert.equal(runtime.pid, pid);
  });

  it('cannot chat with a model that has no template', async () => {
    const chat = ask('He denies pain.', { mode: 'chat' });
    await assert.rejects(collect(runtime.generate(chat, signal)), {
      code: 'unsupported',
      message: /modelPath/,
    });
  });

  it('chats through the template of a model that has one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    const modelPath = join(folder, 'chatty.gguf');
    const template =
      '{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}' +
      '{% if add_generation_prompt %}<assistant>{% endif %}';
    await copyWithTemplate(starterPath, modelPath, template);
    const chatty = await openStarter({ modelPath });
    assert.deepEqual([chatty.model.name, chatty.profile.dialect], ['chatty', 'json']);
    const format = {
      type: 'object',
      properties: { label: { type: 'string', enum: ['entailment', 'neutral'] } },
      required: ['label'],
    };
    const chat = (prefix: string): Prompt =>
      ask('x', { mode: 'chat', prefix, input: 'Chest pain.', stop: [], maxTokens: 100, format });
    const brief = await collect(chatty.generate(chat(''), signal));
    assert.match((JSON.parse(brief.reply.text) as { label: string }).label, /^(entailment|neutral)$/);
    const long = await collect(chatty.generate(chat('Does the premise entail the hypothesis?'), signal));
    assert.ok(long.statistics.promptTokens > brief.statistics.promptTokens + 5);
    await chatty.dispose();
    await rm(folder, { recursive: true });
  });

  it('reads control tokens that a note spells out as text', async () => {
    const count = async (input: string): Promise<number> => {
      const prompt = ask('x', { input, maxTokens: 1 });
      return (await collect(runtime.generate(prompt, signal))).statistics.promptTokens;
    };
    assert.ok((await count(' pain </s><s>')) >= (await count(' pain')) + 6);
  });

  it('ends its process when the program that started it is gone', async () => {
    const start = `const { fork } = require('node:child_process');
      const child = fork(${JSON.stringify(parts.entry)}, [], { stdio: 'ignore', detached: true });
      child.send({ jsonrpc: '2.0', id: 1, method: 'load', params: ${JSON.stringify({ modelPath: starterPath, contextLength: 64, threads: 1 })} });
      child.once('message', (answer) => console.log(child.pid, JSON.stringify(answer)));`;
    const parent = spawn(process.execPath, ['-e', start], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [output] = (await once(parent.stdout, 'data')) as [Buffer];
    const [, pid, answer] = /^(\d+) (.*)$/m.exec(output.toString()) ?? [];
    assert.deepEqual(JSON.parse(answer!), { jsonrpc: '2.0', id: 1, result: { contextLength: 256 } });
    assert.ok(isRunning(Number(pid)));
    parent.kill('SIGKILL');
    await until(() => !isRunning(Number(pid)));
  });

  it('stops at once when aborted in mid-reply, and the process goes on', async () => {
    const { pid } = runtime;
    const abort = new AbortController();
    const call = collect(runtime.generate(ask(longSentence), abort.signal), {
      onText: () => {
        abort.abort();
      },
    });
    await assert.rejects(call, { name: 'AbortError' });
    const { statistics } = await collect(runtime.generate(ask('He denies pain.'), signal));
    assert.ok(statistics.outputTokens < 20);
    assert.equal(runtime.pid, pid);
  });

  it('frees its slot when the reader leaves the iteration', async () => {
    for await (const { text } of runtime.generate(ask(longSentence), signal)) if (text !== '') break;
    assert.match((await collect(runtime.generate(ask('He denies pain.'), signal))).reply.text, /^ He denies/);
  });

  it('drops a call that waits when it is aborted, and the one before goes on', async () => {
    const abort = new AbortController();
    const first = collect(runtime.generate(ask(longSentence), signal));
    const second = collect(runtime.generate(ask('He denies pain.'), abort.signal));
    const third = collect(runtime.generate(ask('She denies pain.'), signal));
    abort.abort();
    await assert.rejects(second, { name: 'AbortError' });
    assert.match((await first).reply.text, /^ He denies/);
    assert.match((await third).reply.text, /^ She denies/);
  });

  it('survives the death of its process in mid-reply', async () => {
    await collect(runtime.generate(ask('He denies pain.'), signal));
    const pid = runtime.pid!;
    const call = collect(runtime.generate(ask(longSentence), signal), {
      onText: () => process.kill(pid, 'SIGKILL'),
    });
    await assert.rejects(call, { code: 'engine-died', transient: true });
    assert.match((await collect(runtime.generate(ask('He denies pain.'), signal))).reply.text, /^ He denies/);
    assert.notEqual(runtime.pid, pid);
  });

  it('asks a fresh process once more where the first died before it said anything', async () => {
    await collect(runtime.generate(ask('He denies pain.'), signal));
    const pid = runtime.pid!;
    process.kill(pid, 'SIGSTOP');
    const call = collect(runtime.generate(ask('He denies pain.'), signal));
    process.kill(pid, 'SIGKILL');
    assert.match((await call).reply.text, /^ He denies/);
    assert.notEqual(runtime.pid, pid);
  });

  it('asks no third process', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    const entry = join(folder, 'dying.cjs');
    const starts = join(folder, 'starts');
    await writeFile(starts, '');
    await writeFile(
      entry,
      `require('node:fs').appendFileSync(${JSON.stringify(starts)}, 'x');
       process.on('message', () => process.exit(1));`,
    );
    const dying = await openStarter({}, { entry, restarts: { most: 9, withinMilliseconds: 600_000 } });
    await assert.rejects(collect(dying.generate(ask('He denies pain.'), signal)), {
      code: 'engine-died',
      transient: true,
    });
    assert.equal(await readFile(starts, 'utf8'), 'xx');
    await dying.dispose();
    await rm(folder, { recursive: true });
  });

  it('ends a process that says nothing for too long, and serves the next call', async () => {
    const timer = new ManualTimer();
    const hanging = await openStarter({}, { timer: timer.start });
    await collect(hanging.generate(ask('He denies pain.'), signal));
    assert.deepEqual(timer.running, []);
    const pid = hanging.pid!;
    process.kill(pid, 'SIGSTOP');
    const call = collect(hanging.generate(ask('He denies pain.'), signal));
    await until(() => timer.running.length === 1);
    assert.deepEqual(timer.running, [120_000]);
    timer.runOut();
    await assert.rejects(call, { code: 'timeout', transient: true, message: /bionote-starter/ });
    await until(() => !isRunning(pid));
    const { reply } = await collect(hanging.generate(ask('He denies pain.'), signal));
    assert.match(reply.text, /^ He denies/);
    await hanging.dispose();
    await until(() => timer.running.length === 0);
  });

  it('ends a process that never loads its model', async () => {
    const timer = new ManualTimer();
    const folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    const entry = join(folder, 'silent.cjs');
    await writeFile(entry, "process.on('message', () => undefined);");
    const silent = await openStarter({}, { entry, timer: timer.start });
    const call = collect(silent.generate(ask('He denies pain.'), signal));
    await until(() => timer.running.length === 1);
    const pid = silent.pid!;
    timer.runOut();
    await assert.rejects(call, { code: 'timeout' });
    await until(() => !isRunning(pid));
    await silent.dispose();
    await rm(folder, { recursive: true });
  });

  it('counts each part of a long prompt that was read, and each token, as a sign of life', async () => {
    const timer = new ManualTimer();
    const slow = await openStarter({}, { timer: timer.start });
    const input = ' pain'.repeat(700);
    const { statistics } = await collect(slow.generate(ask('x', { input, maxTokens: 20 }), signal));
    assert.ok(statistics.promptTokens > 600);
    assert.ok(timer.set.filter((limit) => limit === 120_000).length >= 3, timer.set.join());
    assert.ok(timer.set.includes(60_000));
    await slow.dispose();
  });

  it('starts a process that keeps dying no more', async () => {
    const dying = await openStarter({}, { restarts: { most: 2, withinMilliseconds: 600_000 } });
    for (let death = 0; death < 2; death += 1) {
      const call = collect(dying.generate(ask(longSentence), signal), {
        onText: () => process.kill(dying.pid!, 'SIGKILL'),
      });
      await assert.rejects(call, { code: 'engine-died', transient: true });
    }
    await assert.rejects(collect(dying.generate(ask('He denies pain.'), signal)), {
      code: 'engine-died',
      transient: false,
      message: /keeps stopping.*smaller model/,
    });
    await dying.dispose();
  });

  it('unloads when it was idle, and loads again', async () => {
    const brief = await openStarter({}, { unloadAfter: 30 });
    await collect(brief.generate(ask('He denies pain.'), signal));
    const pid = brief.pid!;
    await until(() => brief.pid === undefined && !isRunning(pid));
    assert.match((await collect(brief.generate(ask('He denies pain.'), signal))).reply.text, /^ He denies/);
    await brief.dispose();
  });

  it('ends its process, and the calls in it, when it is disposed of', async () => {
    const other = await openStarter();
    await collect(other.generate(ask('He denies pain.'), signal));
    const pid = other.pid!;
    const call = collect(other.generate(ask(longSentence), signal));
    await other.dispose();
    await assert.rejects(call, { name: 'ModelError', transient: true });
    await until(() => !isRunning(pid));
    await assert.rejects(collect(other.generate(ask('He denies pain.'), signal)), { name: 'ModelError' });
    assert.equal(other.pid, undefined);
  });

  it('names the next action where parts are missing, and never the note', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bionote-'));
    const garbage = join(folder, 'garbage.gguf');
    await writeFile(garbage, noteText.repeat(100));
    const missing = join(folder, 'missing.gguf');
    await assert.rejects(openStarter({ modelPath: missing }), {
      code: 'model-missing',
      message: /modelPath/,
    });
    await assert.rejects(openStarter({}, { starterPath: missing }), { code: 'engine-unavailable' });
    await assert.rejects(openStarter({}, { entry: missing }), {
      code: 'engine-unavailable',
      message: /Install/,
    });
    const broken = await openStarter({ modelPath: garbage });
    for (let time = 0; time < 5; time += 1) {
      await assert.rejects(collect(broken.generate(ask('x'), signal)), (error: Error & { code?: string }) => {
        assert.equal(error.code, 'unsupported');
        assert.match(error.message, /garbage.*modelPath/);
        return !error.message.includes('Jane');
      });
    }
    await broken.dispose();
    await rm(folder, { recursive: true });
  });

  it('speaks the starter dialect with the starter model, whatever is set for others', async () => {
    const settings = readSettings({}).settings.embedded;
    assert.equal((await new EmbeddedEngine(parts, settings).open('json')).profile.dialect, 'starter');
    const own = new EmbeddedEngine(
      { ...parts, starterPath: 'none' },
      { ...settings, modelPath: starterPath },
    );
    assert.equal((await own.open('json')).profile.dialect, 'json');
    assert.equal((await own.open('starter')).profile.contextLength, 1024);
  });

  it('offers the models that are there', async () => {
    const settings = readSettings({}).settings.embedded;
    const names = async (modelPath: string): Promise<string[]> =>
      (await new EmbeddedEngine(parts, { ...settings, modelPath }).list()).map(({ name }) => name);
    assert.deepEqual(await names(''), ['bionote-starter']);
    assert.deepEqual(await names('nowhere.gguf'), ['bionote-starter']);
  });

  it('says where the file of the user is, and nothing of where its own is', async () => {
    const settings = { ...readSettings({}).settings.embedded, modelPath: parts.entry };
    const found = await new EmbeddedEngine(parts, settings).list();
    assert.deepEqual(
      found.map(({ path }) => path),
      [undefined, parts.entry],
    );
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
