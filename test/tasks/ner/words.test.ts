import assert from 'node:assert/strict';
import fc from 'fast-check';
import fixture from '../../fixtures/starter-format.json' with { type: 'json' };
import { splitWords } from '../../../server/src/tasks/ner/words.js';

const cases: [text: string, words: string[]][] = [
  ['The patient denies chest pain.', ['The', 'patient', 'denies', 'chest', 'pain', '.']],
  ['2.5 cm, 1,000 IU; 3.', ['2.5', 'cm', ',', '1,000', 'IU', ';', '3', '.']],
  ['CYP2D6-β', ['CYP', '2', 'D', '6', '-', 'β']],
  ['naïve µg Ångström', ['naïve', 'µ', 'g', 'Ångström']],
  ['chest/B-problem', ['chest', '/', 'B', '-', 'problem']],
  ['胸痛😀e\u0301', ['胸', '痛', '😀', 'e', '\u0301']],
  ['a\u00a0b\r\n\tc', ['a', 'b', 'c']],
  ['\ud800 x', ['\ud800', 'x']],
  ['', []],
];

describe('words', () => {
  for (const [text, words] of cases) {
    it(JSON.stringify(text), () => {
      assert.deepEqual(
        splitWords(text).map((word) => word.text),
        words,
      );
    });
  }

  // Markers stand for two mentions and are words of their own; training alone writes them into a text.
  const plain = fixture.vectors.filter(({ text }) => !/@\w+\$/.test(text));
  for (const { text, words } of plain) {
    it(`splits as the training does: ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.deepEqual(
        splitWords(text).map((word) => word.text),
        words,
      );
    });
  }

  it('covers everything but white space, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let rest = '';
        let from = 0;
        for (const { text: word, span } of splitWords(text)) {
          assert.equal(word, text.slice(span.start, span.end));
          rest += text.slice(from, span.start);
          from = span.end;
        }
        assert.equal((rest + text.slice(from)).trim(), '');
      }),
    );
  });
});
