import assert from 'node:assert/strict';
import { tokensBetween } from '../../server/src/tasks/token-offsets.js';

/** The tokens that spell `part` of `text`, or `undefined` where there is no look-up. */
function spelling(text: string, tokens: string[], part: string): string[] | undefined {
  const at = tokensBetween({
    text,
    tokens: tokens.map((token) => ({ token, logprob: 0, top: [] })),
    finish: 'stop',
  });
  const start = text.indexOf(part);
  assert.ok(start >= 0);
  return at?.(start, start + part.length).map(({ token }) => token);
}

const cases: [name: string, text: string, tokens: string[], part: string, expected: string[] | undefined][] =
  [
    ['whole tokens', 'a bc d', ['a', ' bc', ' d'], ' bc', [' bc']],
    ['a part of a token', 'a bc d', ['a', ' bc', ' d'], 'c', [' bc']],
    ['over several', 'a bc d', ['a', ' b', 'c', ' d'], 'bc d', [' b', 'c', ' d']],
    ['empty tokens', 'ab', ['', 'a', '', 'b', ''], 'b', ['b']],
    ['a trimmed beginning', 'a b', [' a', ' b'], 'a', [' a']],
    ['a trimmed end', 'a b', ['a', ' b', '\n\n', '###'], 'b', [' b']],
    ['parts of characters', 'α-x/B', ['\ufffd', '\ufffd', '-', 'x', '/B'], '/B', ['/B']],
    [
      'parts of characters in the middle',
      'a 😀 b/B',
      ['a', ' \ufffd', '\ufffd', '\ufffd', ' b', '/B'],
      'b/B',
      [' b', '/B'],
    ],
    ['another text', 'a b', ['x', 'y'], 'b', undefined],
    ['another text behind the beginning', 'a b c', ['a', ' x'], 'b', undefined],
    ['no tokens', 'a', [], 'a', undefined],
  ];

describe('token offsets', () => {
  for (const [name, text, tokens, part, expected] of cases) {
    it(name, () => {
      assert.deepEqual(spelling(text, tokens, part), expected);
    });
  }
});
