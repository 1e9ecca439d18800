import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readImport } from '../../server/src/formats/importers.js';

/** A collection in the JSON notation with one annotation over "Pain". */
function withInfons(infons: object): string {
  const annotation = { id: 'T1', text: 'Pain', infons, locations: [{ offset: 0, length: 4 }] };
  const passage = { offset: 0, text: 'Pain', annotations: [annotation] };
  return JSON.stringify({ documents: [{ id: 'a', passages: [passage] }] });
}

describe('reading BioC', () => {
  it('takes a confidence from 0 to 1, and leaves anything else out', () => {
    for (const [confidence, expected] of [
      ['0.5', 0.5],
      [1, 1],
      ['', undefined],
      [2, undefined],
      [true, undefined],
      [{ toString: null }, undefined],
    ] as const) {
      const [document] = readImport('bioc', withInfons({ type: 'problem', confidence }), 'a').value;
      assert.equal(document?.entities[0]?.type, 'problem');
      assert.equal(document.entities[0].confidence, expected);
    }
  });

  it('reads whatever stands in the infons', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (type, confidence) => {
        readImport('bioc', withInfons({ type, confidence }), 'a');
      }),
    );
  });
});
