import assert from 'node:assert/strict';
import type { Annotation } from '../../../server/src/shared/protocol.js';
import { neighbour } from '../../../client/src/highlights/navigation.js';

function at(line: number, character: number): Annotation {
  return { range: { start: { line, character }, end: { line, character: character + 3 } }, type: 'problem' };
}

describe('neighbour', () => {
  const first = at(1, 4);
  const second = at(1, 20);
  const third = at(5, 0);
  const all = [third, first, second];
  const cases: [string, number, number, 1 | -1, Annotation][] = [
    ['the next in the line', 1, 4, 1, second],
    ['the next line', 1, 20, 1, third],
    ['the first, after the last', 5, 0, 1, first],
    ['the one before', 5, 0, -1, second],
    ['the last, before the first', 1, 4, -1, third],
    ['the one that the cursor is in, backwards', 1, 6, -1, first],
  ];
  for (const [name, line, character, step, expected] of cases) {
    it(`finds ${name}`, () => {
      assert.equal(neighbour(all, { line, character }, step), expected);
    });
  }

  it('finds nothing where there is nothing', () => {
    assert.equal(neighbour([], { line: 0, character: 0 }, 1), undefined);
  });
});
