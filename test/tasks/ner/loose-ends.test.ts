import assert from 'node:assert/strict';
import { isBarePrefix, withoutLooseEnd } from '../../../server/src/tasks/ner/loose-ends.js';

describe('the loose end of a name', () => {
  for (const [name, kept] of [
    ['SOB on', 'SOB'],
    ['arthroscopy of the', 'arthroscopy'],
    ['biopsy of a', 'biopsy'],
    ['pain, with', 'pain'],
    ['films,', 'films'],
  ] as const) {
    it(`is cut off: "${name}"`, () => {
      assert.equal(withoutLooseEnd(name), kept);
    });
  }

  for (const name of [
    'vitamin a',
    '16.5 in',
    'HIV-1 IN',
    'severe AS',
    'shortness of breath',
    'SCORAD',
    'the',
  ]) {
    it(`is not in "${name}"`, () => {
      assert.equal(withoutLooseEnd(name), name);
    });
  }

  it('is a prefix alone, and then there is no name', () => {
    assert.ok(isBarePrefix('anti', '-inflammatory drugs'));
    assert.ok(isBarePrefix('Non', '-smoker'));
    assert.ok(!isBarePrefix('p53', '-dependent'));
    assert.ok(!isBarePrefix('anti', ' TNF'));
  });
});
