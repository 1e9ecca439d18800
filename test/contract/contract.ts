import assert from 'node:assert/strict';
import { collect } from '../../server/src/models/collect.js';
import type { ModelRuntime, ReplyChunk } from '../../server/src/models/runtime.js';
import { noteText, prompt } from '../models/prompts.js';

/** One engine with one model, started for the contract. */
export interface Subject {
  /** A runtime of the model; a new one at each call. */
  open(): Promise<ModelRuntime>;
  /** A runtime of a model that the engine does not have, where it can be asked for one by name. */
  openMissing?(): Promise<ModelRuntime>;
  stop(): Promise<void>;
}

/** What an engine is known not to do, each with the reason in the words of its own documentation or source. */
export interface Exceptions {
  /** It cuts a prompt that does not fit and does not say so. */
  readonly cutsLongPrompts?: string;
  /** It may write other words for the same question. */
  readonly varies?: string;
}

const format = {
  type: 'object',
  properties: { label: { type: 'string', enum: ['entailment', 'neutral', 'contradiction'] } },
  required: ['label'],
  additionalProperties: false,
};

/**
 * What everything above the port relies on, whatever runs the model: an engine that passes can be trusted. Not one word
 * of it says what the model answers.
 *
 * @param start starts the engine; called once, before the first test.
 */
export function itKeepsTheContract(start: () => Promise<Subject>, exceptions: Exceptions = {}): void {
  const { signal } = new AbortController();
  let subject: Subject;
  let runtime: ModelRuntime;

  before(async () => {
    subject = await start();
  });

  beforeEach(async () => {
    runtime = await subject.open();
  });

  afterEach(async () => {
    await runtime.dispose();
  });

  after(async () => {
    await (subject as Subject | undefined)?.stop();
  });

  const talk = prompt({
    mode: 'chat',
    prefix: 'You answer at length.',
    input: 'Write a long story about a lighthouse.',
    maxTokens: 24,
  });
  const long = { ...talk, maxTokens: 1500 };
  const label = prompt({
    mode: 'chat',
    prefix: 'Does the premise entail the hypothesis?',
    input: 'Premise: "He has a fever."\nHypothesis: "He is well."',
    // Room for the white space that a grammar may allow.
    maxTokens: 160,
    format,
    topLogprobs: 5,
  });

  it('streams a reply in pieces, the statistics on the last one alone', async () => {
    const chunks: ReplyChunk[] = [];
    for await (const chunk of runtime.generate(talk, signal)) chunks.push(chunk);
    assert.ok(chunks.filter(({ text }) => text !== '').length > 3, 'the reply comes in pieces');
    assert.deepEqual(
      chunks.slice(0, -1).filter(({ done }) => done),
      [],
    );
    const done = chunks.at(-1)?.done;
    assert.ok(done, 'the last piece says what it cost');
    assert.ok(done.promptTokens > 0 && done.outputTokens > 3 && done.milliseconds >= 0, JSON.stringify(done));
  });

  it('ends at the limit of tokens, and says that the reply is cut', async () => {
    const { reply, statistics } = await collect(runtime.generate({ ...talk, maxTokens: 5 }, signal));
    assert.equal(reply.finish, 'length');
    assert.ok(statistics.outputTokens <= 6, `${statistics.outputTokens} tokens`);
  });

  it('ends before a stop string', async () => {
    const { reply } = await collect(runtime.generate(talk, signal));
    const [, second = ''] = reply.text.trim().split(/\s+/);
    assert.notEqual(second, '');
    const { reply: stopped } = await collect(runtime.generate({ ...talk, stop: [second] }, signal));
    assert.equal(stopped.finish, 'stop');
    assert.ok(!stopped.text.includes(second), stopped.text);
  });

  it('holds a reply to the schema', async () => {
    const { reply } = await collect(runtime.generate(label, signal));
    assert.equal(reply.finish, 'stop');
    const answer = JSON.parse(reply.text) as { readonly label: string };
    assert.deepEqual(Object.keys(answer), ['label']);
    assert.ok(format.properties.label.enum.includes(answer.label), answer.label);
    const share = await runtime.device(signal);
    assert.ok(!share.ignoresSchema && !share.lacksLogprobs, JSON.stringify(share));
  });

  it('tells the log-probabilities of the tokens that spell the reply, each with its alternatives', async () => {
    const { reply } = await collect(runtime.generate(label, signal));
    assert.equal(
      reply.tokens
        .map(({ token }) => token)
        .join('')
        .trim(),
      reply.text.trim(),
    );
    for (const { token, logprob, top } of reply.tokens) {
      assert.ok(logprob <= 0, `${token}: ${logprob}`);
      assert.ok(top.length > 0 && top.length <= 6, `${top.length} alternatives`);
      assert.ok(top.every((each) => each.logprob <= 0));
    }
  });

  if (exceptions.varies === undefined) {
    it('answers the same question the same way', async () => {
      const replies = [];
      for (let count = 0; count < 2; count += 1) replies.push(await collect(runtime.generate(talk, signal)));
      assert.equal(replies[0]?.reply.text, replies[1]?.reply.text);
    });
  }

  it('ends with the reason of the caller who aborts in mid-stream, and answers the next one', async () => {
    const abort = new AbortController();
    const call = collect(runtime.generate(long, abort.signal), {
      onText: () => {
        abort.abort(new Error('enough'));
      },
    });
    await assert.rejects(call, /enough/);
    // Where the engine had gone on, this one would wait for 1,500 tokens and run out of time.
    const { reply } = await collect(runtime.generate({ ...talk, maxTokens: 3 }, signal));
    assert.notEqual(reply.text, '');
  });

  it('lets the reader leave, and answers the next one', async () => {
    let pieces = 0;
    for await (const chunk of runtime.generate(long, signal)) {
      if (chunk.text !== '') pieces += 1;
      if (pieces > 0) break;
    }
    const { reply } = await collect(runtime.generate({ ...talk, maxTokens: 3 }, signal));
    assert.notEqual(reply.text, '');
  });

  it('asks nothing for a caller who has aborted before', async () => {
    const call = collect(runtime.generate(talk, AbortSignal.abort(new Error('too late'))));
    await assert.rejects(call, /too late/);
  });

  it('ends its calls when the model is switched, as something that can be tried again', async () => {
    const call = collect(runtime.generate(long, signal), {
      onText: () => {
        void runtime.dispose();
      },
    });
    await assert.rejects(call, { name: 'ModelError', transient: true });
  });

  it('answers several callers at once', async () => {
    const calls = Array.from({ length: 3 }, () =>
      collect(runtime.generate({ ...talk, maxTokens: 4 }, signal)),
    );
    for (const { reply } of await Promise.all(calls)) assert.notEqual(reply.text, '');
  });

  if (exceptions.cutsLongPrompts === undefined) {
    it('refuses a prompt that does not fit instead of cutting it, without a word of it', async () => {
      const input = `${noteText} `.repeat(Math.ceil(runtime.profile.contextLength / 5));
      const call = collect(runtime.generate({ ...talk, input }, signal));
      await assert.rejects(call, (error: Error & { code?: string }) => {
        assert.equal(error.code, 'context-overflow', error.message);
        assert.ok(!error.message.includes('Jane'), error.message);
        return true;
      });
    });
  }

  it('says that a model is missing', async function () {
    if (!subject.openMissing) return;
    await assert.rejects(subject.openMissing(), { name: 'ModelError', code: 'model-missing' });
  });
}
