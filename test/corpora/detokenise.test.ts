import assert from 'node:assert/strict';
import fc from 'fast-check';
import { detokenise } from '../../server/src/corpora/detokenise.js';

describe('detokenise', () => {
  for (const [tokens, text] of [
    ['Selegiline - induced postural hypotension .', 'Selegiline-induced postural hypotension.'],
    ['( p < 0 . 01 ) , n = 12 ;', '(p < 0.01), n = 12;'],
    ["The patient ' s IL - 2 ( 1 , 000 U / ml ) rose", "The patient's IL-2 (1,000 U/ml) rose"],
    ['groups 1 , 2 and 3 : mild', 'groups 1, 2 and 3: mild'],
    ['a " sicca " syndrome', 'a "sicca" syndrome'],
    ['p53 - / - mice', 'p53-/-mice'],
    ['50 % of Ca2 + channels', '50% of Ca2+ channels'],
    ['rose by 5 + / - 0 . 4 mm', 'rose by 5 +/- 0.4 mm'],
    ['i . e . , fever', 'i.e., fever'],
    ["the 5 ' - end", "the 5'-end"],
    ['Is it ? Yes !', 'Is it? Yes!'],
    ['[ 3H ] thymidine', '[3H] thymidine'],
  ] as const) {
    it(`joins “${tokens}”`, () => {
      assert.equal(detokenise(tokens.split(' ')).text, text);
    });
  }

  it('gives nothing for nothing', () => {
    assert.deepEqual(detokenise([]), { text: '', spans: [] });
  });

  it('keeps every token, in order, at its span, whatever it is', () => {
    const token = fc.oneof(
      fc.constantFrom(...". , ; : ( ) [ ] \" ' - / % + * < = 1 12 000 s a IL -- `` ''".split(' ')),
      fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' }).map((each) => each.replace(/\s/gu, '_')),
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 30 }), (tokens) => {
        const { text, spans } = detokenise(tokens);
        assert.deepEqual(
          spans.map(({ start, end }) => text.slice(start, end)),
          tokens,
        );
        let end = 0;
        for (const [i, span] of spans.entries()) {
          const between = text.slice(end, span.start);
          assert.ok(between === '' || (between === ' ' && i > 0), `“${between}” before token ${i}`);
          end = span.end;
        }
        assert.equal(end, text.length);
      }),
    );
  });
});
