import assert from 'node:assert/strict';
import fc from 'fast-check';
import { detokenise } from '../../../server/src/corpora/detokenise.js';
import { corpusTokens } from '../../../server/src/tasks/ner/corpus-tokens.js';

describe('tokens of the corpora', () => {
  for (const tokens of [
    'BRCA1 maps to 17q21 .',
    'IL - 2 and betacatenin - Tcf in APC - / - cells ( p < 0 . 05 )',
    "the patient ' s 1 , 000 U / ml of CYP2D6",
    'naïve β2 cells at 4 ° C',
  ]) {
    it(`are found again in the text that was put together from them: ${tokens}`, () => {
      const { text, spans } = detokenise(tokens.split(' '));
      assert.deepEqual(
        corpusTokens(text).map(({ span }) => span),
        spans,
      );
    });
  }

  it('cover everything but white space, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const tokens = corpusTokens(text);
        assert.equal(tokens.map((token) => token.text).join(''), text.replace(/\s+/gu, ''));
        for (const { text: token, span } of tokens) assert.equal(token, text.slice(span.start, span.end));
      }),
    );
  });
});
