import assert from 'node:assert/strict';
import { stopScanner } from '../../../server/src/models/embedded/stop-scanner.js';

describe('stop strings', () => {
  const table: [stops: string[], pieces: string[], text: string, stopped: boolean][] = [
    [[], ['a', 'b'], 'ab', false],
    [['\n'], ['a', '\n', 'b'], 'a', true],
    [['###'], ['a #', '#', '# b'], 'a ', true],
    [['###'], ['a ##', ' b'], 'a ## b', false],
    [['abc'], ['ab', 'abc'], 'ab', true],
    [['cd', 'bc'], ['a', 'bcd'], 'a', true],
    [['END'], ['xE', 'N'], 'xEN', false],
    [[''], ['a'], 'a', false],
  ];
  for (const [stops, pieces, text, stopped] of table) {
    it(`${JSON.stringify(stops)} in ${JSON.stringify(pieces)}`, () => {
      const scanner = stopScanner(stops);
      const out = pieces.flatMap((piece) => scanner.push({ text: piece }));
      if (!scanner.stopped) out.push(...scanner.rest());
      assert.equal(out.map((piece) => piece.text).join(''), text);
      assert.equal(scanner.stopped, stopped);
    });
  }

  it('hold a piece back only while it may be part of one', () => {
    const scanner = stopScanner(['##']);
    assert.deepEqual(scanner.push({ text: 'a#' }), []);
    assert.deepEqual(scanner.push({ text: 'b' }), [{ text: 'a#' }, { text: 'b' }]);
  });
});
