import assert from 'node:assert/strict';
import fc from 'fast-check';
import { coreferenceCall } from '../../../server/src/tasks/coreference/coreference.js';
import { mostReferences, referencesIn } from '../../../server/src/tasks/coreference/references.js';
import { overlaps, textOf } from '../../../server/src/note/span.js';
import { readsAnything, reply } from '../written.js';

const text = 'CT showed a mass [sic]. The lesion was resected; it was benign.';
const mass = { start: text.indexOf('a mass'), end: text.indexOf('a mass') + 6 };

describe('coreference', () => {
  const mentions = referencesIn(text, [mass]);

  it('offers entities and words that refer back', () => {
    assert.deepEqual(
      mentions.map((span) => textOf(text, span)),
      ['a mass', 'The lesion', 'it'],
    );
  });

  it('numbers them in the text, where nothing else looks like a number of one', () => {
    assert.equal(
      coreferenceCall(text, mentions).prompt.input,
      'Text: "CT showed [1 a mass] (sic). [2 The lesion] was resected; [3 it] was benign."',
    );
  });

  it('reads chains of mentions that are there, each in one', () => {
    const { value, problems } = coreferenceCall(text, mentions).read(
      reply({ chains: [[3, 1, 9, 1], [1, 2], 'x'] }),
    );
    assert.deepEqual(value, [[0, 2]]);
    assert.deepEqual(problems, [{ code: 'unknown-label', count: 2 }]);
  });

  it('offers no overlaps and is bounded', () => {
    const spans = fc.array(fc.record({ start: fc.nat(80), length: fc.nat(20) }));
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), spans, (note, given) => {
        const found = referencesIn(
          `${note} the mass it`.repeat(10),
          given.map(({ start, length }) => ({ start, end: start + length })),
        );
        assert.ok(found.length <= mostReferences);
        assert.ok(found.every((span, i) => found.every((other, j) => i === j || !overlaps(span, other))));
      }),
    );
  });

  it('reads anything without throwing', () => {
    const chains = fc.record({ chains: fc.array(fc.array(fc.integer({ min: -2, max: 5 }))) });
    readsAnything(
      (given) => coreferenceCall(text, mentions).read(given),
      chains,
      (value) => {
        const all = (value ?? []).flat();
        assert.equal(new Set(all).size, all.length);
        assert.ok(all.every((index) => index >= 0 && index < 3));
      },
    );
  });
});
