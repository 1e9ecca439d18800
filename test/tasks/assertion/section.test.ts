import assert from 'node:assert/strict';
import { assertBySection } from '../../../server/src/tasks/assertion/section.js';
import type { Mention } from '../../../server/src/tasks/ner/entity.js';

const diabetes: Mention = {
  span: { start: 0, end: 8 },
  text: 'Diabetes',
  type: 'problem',
  assertion: 'present',
  assertionSource: 'rule',
  alignment: 'exact',
};

describe('assertion by section', () => {
  for (const title of ['FAMILY HISTORY', 'Family medical history', 'FH', 'Fam Hx']) {
    it(`holds a problem under "${title}" to be a relative's`, () => {
      assert.equal(assertBySection(diabetes, title).assertion, 'family');
    });
  }

  for (const title of [undefined, 'PAST MEDICAL HISTORY', 'Family meeting', 'HPI']) {
    it(`leaves a problem under "${title ?? 'no heading'}" alone`, () => {
      assert.deepEqual(assertBySection(diabetes, title), diabetes);
    });
  }

  it("leaves a model's word, and what the sentence said, alone", () => {
    for (const said of [
      { ...diabetes, assertionSource: 'model' as const },
      { ...diabetes, assertion: 'absent' as const },
    ]) {
      assert.deepEqual(assertBySection(said, 'Family History'), said);
    }
  });

  it('leaves a mention that has no assertion alone', () => {
    const anatomy: Mention = {
      span: { start: 0, end: 4 },
      text: 'Lung',
      type: 'anatomy',
      alignment: 'exact',
    };
    assert.deepEqual(assertBySection(anatomy, 'Family History'), anatomy);
  });
});
