import assert from 'node:assert/strict';
import { positionsIn } from '../../server/src/cli/positions.js';

describe('positions', () => {
  const cases: { text: string; before: string; at: string }[] = [
    { text: 'one', before: 'one', at: '1:1' },
    { text: 'one two', before: 'two', at: '1:5' },
    { text: 'a\nb\n\nmark', before: 'mark', at: '4:1' },
    { text: 'a\r\nb mark', before: 'mark', at: '2:3' },
    { text: 'a\rb mark', before: 'mark', at: '2:3' },
    { text: '👩 é mark', before: 'mark', at: '1:6' },
  ];
  for (const { text, before, at } of cases) {
    it(`finds ${before} in ${JSON.stringify(text)} at ${at}`, () => {
      const { line, column } = positionsIn(text)(text.indexOf(before));
      assert.equal(`${line}:${column}`, at);
    });
  }
});
