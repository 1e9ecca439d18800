import assert from 'node:assert/strict';
import fc from 'fast-check';
import { visible, visibleJson, visibleLine } from '../../server/src/cli/visible.js';

/** What must never reach a terminal, written independently of the sources: category and property. */
const obeyed = /(?![\t\n])\p{Cc}|\p{Bidi_Control}|\p{Cs}|[\u2028\u2029\ufeff\u200b]|[\u{e0000}-\u{e007f}]/u;

describe('text made visible', () => {
  const cases: { name: string; text: string; shown: string }[] = [
    { name: 'plain text', text: '5 µg, 日本語, 👩‍⚕️\t|\n', shown: '5 µg, 日本語, 👩‍⚕️\t|\n' },
    { name: 'escape sequences', text: '\u001b[31mred\u001b]0;title\u0007', shown: '␛[31mred␛]0;title␇' },
    { name: 'a right-to-left override', text: 'safe\u202etxt.exe', shown: 'safe<U+202E>txt.exe' },
    { name: 'C1 controls', text: '\u009b2J', shown: '<U+009B>2J' },
    { name: 'carriage return and delete', text: 'a\rb\u007f', shown: 'a␍b␡' },
    { name: 'half a surrogate pair', text: '\ud800x', shown: '<U+D800>x' },
    { name: 'soft hyphens', text: 'no\u00adne', shown: 'no<U+00AD>ne' },
    { name: 'fillers', text: 'a\u3164b\uffa0', shown: 'a<U+3164>b<U+FFA0>' },
    { name: 'ideographic variation selectors', text: 'a\u{e0100}\u{e01ef}', shown: 'a<U+E0100><U+E01EF>' },
    { name: 'tag characters', text: '\u{e0041}', shown: '<U+E0041>' },
  ];
  for (const { name, text, shown } of cases) {
    it(`shows ${name}`, () => {
      assert.equal(visible(text), shown);
    });
  }

  it('leaves nothing that a terminal obeys, in text, in a line or in JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        assert.doesNotMatch(visible(text), obeyed);
        assert.doesNotMatch(visibleLine(text), obeyed);
        const json = visibleJson(JSON.stringify({ text }, undefined, 2));
        assert.doesNotMatch(json, obeyed);
        assert.deepEqual(JSON.parse(json), { text });
      }),
    );
  });

  it('keeps a line short and whole', () => {
    assert.equal(visibleLine(' two\r\n  words '), 'two words');
    assert.equal(visibleLine('abcdef', 4), 'abc…');
    assert.equal(visibleLine('ab👩👩', 4), 'ab…');
  });
});
