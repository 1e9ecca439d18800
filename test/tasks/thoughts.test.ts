import assert from 'node:assert/strict';
import { answerIn } from '../../server/src/tasks/thoughts.js';

describe('an answer behind thoughts', () => {
  const rows: [what: string, reply: string, answer: string][] = [
    ['no thoughts', ' yes', ' yes'],
    ['thoughts', '<think>no?</think>yes', 'yes'],
    ['thoughts that the prompt has begun', 'no?</think>yes', 'yes'],
    ['several thoughts', '<think>no</think>no<think>no</think>yes', 'yes'],
    ['thoughts without an end', '<think>no', ''],
    ['thoughts behind the answer', 'yes<think>no', 'yes'],
    ['JSON that quotes a tag', '{"text":"</think> b"}', '{"text":"</think> b"}'],
    ['a list that quotes a tag', '[{"text":"<think>"}]', '[{"text":"<think>"}]'],
  ];
  for (const [what, reply, answer] of rows) {
    it(what, () => {
      const found = answerIn(reply);
      assert.equal(found.text, answer);
      assert.ok(reply.slice(found.offset).startsWith(answer));
    });
  }
});
