import assert from 'node:assert/strict';
import fc from 'fast-check';
import { correctedCopy } from '../../../server/src/tasks/ner/held-copy.js';
import { splitWords } from '../../../server/src/tasks/ner/words.js';
import { clinicalSchema } from '../../../server/src/tasks/schemas.js';
import type { PromptCall, Reply } from '../../../server/src/tasks/task.js';
import { firstCall, profileOf, replyOf, spelled } from './replies.js';

const words = splitWords('No chest pain today.');
const starter = profileOf('starter');

describe('a copy held to its words', () => {
  const cases: [name: string, reply: string, corrected: string | undefined][] = [
    ['whole', ' No chest/B-problem pain/I-problem today .', undefined],
    ['whole, and something behind it', ' No chest pain today . And more', undefined],
    ['nothing', '', ' No'],
    ['ended early', ' No chest/B-problem', ' No chest/B-problem pain'],
    ['a misspelt word', ' No chest/B-problem pian today .', ' No chest/B-problem pain'],
    ['a word that went on', ' No chest/B-problem painful/I-problem today .', ' No chest/B-problem pain'],
    ['a word passed over', ' No pain/B-problem today .', ' No chest'],
    ['a word put in', ' No chest/B-anatomy wall pain today .', ' No chest/B-anatomy pain'],
    ['a word twice', ' No chest chest pain today .', ' No chest pain'],
    ['two tags', ' No chest/B-problem/I-problem pain', ' No chest'],
  ];
  for (const [name, reply, corrected] of cases) {
    it(`puts right a copy: ${name}`, () => {
      assert.equal(correctedCopy(words, replyOf(reply), 0)?.text, corrected);
    });
  }

  it('goes on behind what was given, where the model lengthens the word again', () => {
    assert.equal(correctedCopy(words, replyOf(' No chest painful'), 14)?.text, ' No chest pain today');
  });

  it('keeps the tokens of what stands, so that tags keep their probabilities', () => {
    const reply = spelled([' No', 1], [' chest', 1], ['/B-problem', 0.5], [' pian', 0.1]);
    const corrected = correctedCopy(words, reply, 0);
    assert.deepEqual(
      corrected?.tokens.map(({ token, logprob }) => [token, Math.exp(logprob).toFixed(1)]),
      [
        [' No', '1.0'],
        [' chest', '1.0'],
        ['/B-problem', '0.5'],
        [' pain', '1.0'],
      ],
    );
  });
});

describe('entities with a starter model that strays', () => {
  /** Answers a call, and the calls that go on from its answers. */
  function answered<T>(
    call: PromptCall<T>,
    answer: (input: string) => Reply,
  ): { value: T; prompts: string[] } {
    const prompts: string[] = [];
    let asked = call;
    for (;;) {
      prompts.push(asked.prompt.input);
      const reply = answer(asked.prompt.input);
      const rest = asked.resume?.(reply);
      if (!rest) return { value: asked.read(reply).value, prompts };
      asked = rest;
    }
  }

  it('has it go on behind the right word, and joins the answers', () => {
    const { value, prompts } = answered(
      firstCall('No chest pain today.', clinicalSchema, starter),
      (input) =>
        input.endsWith('Tags:')
          ? spelled([' No', 1], [' chest', 1], ['/B-problem', 0.5], [' pian', 1])
          : spelled(['/I-problem', 0.5], [' today', 1], [' .', 1]),
    );
    assert.deepEqual(prompts, [
      ' No chest pain today .\nTags:',
      ' No chest pain today .\nTags: No chest/B-problem pain',
    ]);
    const [mention] = value.flat();
    assert.equal(mention?.text, 'chest pain');
    assert.ok((mention.confidence ?? 1) < 0.9, String(mention.confidence));
  });

  it('comes to an end whatever the model answers', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60 }),
        fc.array(fc.oneof(fc.constantFrom(' a', '/B-problem', 'x', ' ', ''), fc.string()), { minLength: 1 }),
        (sentence, answers) => {
          const [call] = [firstCall(`${sentence} a b c d e f g h i j k l m n`, clinicalSchema, starter)];
          let turn = 0;
          const { prompts } = answered(call, () => replyOf(answers[turn++ % answers.length] ?? ''));
          assert.ok(prompts.length <= 9);
          assert.equal(new Set(prompts).size, prompts.length);
        },
      ),
    );
  });
});
