import assert from 'node:assert/strict';
import { collect, isRunaway } from '../../server/src/models/collect.js';
import type { ReplyChunk } from '../../server/src/models/runtime.js';

const statistics = { finish: 'stop', promptTokens: 3, outputTokens: 2, milliseconds: 5 } as const;

describe('a reply', () => {
  const looping: [what: string, text: string, runaway: boolean][] = [
    ['a word over and over', 'pain '.repeat(80), true],
    [
      'a sentence over and over, after a good start',
      `{"entities": [${'{"text": "MI", "type": "problem"}, '.repeat(12)}`,
      true,
    ],
    ['a loop that is cut in its last round', `${'the patient has '.repeat(30)}the pat`, true],
    ['blank lines', `[]${'\n'.repeat(201)}`, true],
    ['spaces and line ends', `[]${' \n'.repeat(150)}`, true],
    [
      'more than anyone asked for',
      Array.from({ length: 40_000 }, (_, index) => String(index)).join(' '),
      true,
    ],
    ['a line of dashes that the note holds', ` ${'- '.repeat(80)}`, false],
    ['indented JSON', `{\n${' '.repeat(100)}"a": 1`, false],
    [
      'a list of like things',
      Array.from({ length: 40 }, (_, index) => `{"text": "lead ${index}"}`).join(', '),
      false,
    ],
    ['nothing', '', false],
  ];
  for (const [what, text, runaway] of looping) {
    it(`${runaway ? 'is ended' : 'goes on'}: ${what}`, () => {
      assert.equal(isRunaway(text), runaway);
    });
  }

  it('is put together from its chunks', async () => {
    const token = { token: 'a', logprob: -1, top: [] };
    const seen: string[] = [];
    const result = await collect(
      chunks([{ text: 'a', tokens: [token] }, { text: '' }, { text: 'b', done: statistics }]),
      { onText: (text) => seen.push(text) },
    );
    assert.deepEqual(result, { reply: { text: 'ab', tokens: [token], finish: 'stop' }, statistics });
    assert.deepEqual(seen, ['a', 'b']);
  });

  it('that loops ends the stream and counts as cut', async () => {
    let closed = false;
    async function* endless(): AsyncGenerator<ReplyChunk> {
      try {
        for (;;) {
          yield { text: 'and again ' };
          await Promise.resolve();
        }
      } finally {
        closed = true;
      }
    }
    const { reply, statistics: cost } = await collect(endless());
    assert.equal(closed, true);
    assert.equal(reply.finish, 'length');
    assert.ok(reply.text.length < 1000);
    assert.equal(cost.finish, 'length');
  });

  const tooLong: [what: string, chunk: (index: number) => ReplyChunk][] = [
    ['pieces', (index) => ({ text: `${index} ` })],
    ['text in one piece', () => ({ text: Array.from({ length: 2000 }, (_, index) => `${index} `).join('') })],
    ['tokens', (index) => ({ text: '', tokens: [{ token: String(index), logprob: -1, top: [] }] })],
  ];
  for (const [what, chunk] of tooLong) {
    it(`ends where the engine sends more ${what} than were asked for`, async () => {
      let sent = 0;
      async function* endless(): AsyncGenerator<ReplyChunk> {
        for (; sent < 1000; sent += 1) {
          await Promise.resolve();
          yield chunk(sent);
        }
      }
      const { reply } = await collect(endless(), { maxTokens: 20 });
      assert.equal(reply.finish, 'length');
      assert.ok(sent < 40, `${sent} chunks were read`);
    });
  }

  it('without its last chunk counts as cut', async () => {
    assert.equal((await collect(chunks([{ text: 'a' }]))).reply.finish, 'length');
  });

  it('passes failures on', async () => {
    async function* broken(): AsyncGenerator<ReplyChunk> {
      yield { text: 'a' };
      await Promise.reject(new Error('cut'));
    }
    await assert.rejects(collect(broken()), /cut/);
  });
});

async function* chunks(all: readonly ReplyChunk[]): AsyncGenerator<ReplyChunk> {
  for (const chunk of all) {
    await Promise.resolve();
    yield chunk;
  }
}
