import assert from 'node:assert/strict';
import { conceptOf } from '../../server/src/features/concept.js';

describe('concept', () => {
  const same: [string, string][] = [
    ['Chest pain', 'chest pain'],
    ['chest  pain', 'chest\npain'],
    ['X-ray', 'x ray'],
    ['the headache', 'headache'],
    ['fevers', 'fever'],
    ['Sjögren', 'sjogren'],
    ['Sjögren', 'Sjo\u0308gren'],
  ];
  for (const [a, b] of same) {
    it(`takes "${a}" and "${b}" for one`, () => {
      assert.equal(conceptOf({ text: a, type: 'problem' }), conceptOf({ text: b, type: 'problem' }));
    });
  }

  const different: [string, string][] = [
    ['chest pain', 'pain'],
    ['left knee', 'right knee'],
    ['ascites', 'ascite'],
    ['5', '15'],
  ];
  for (const [a, b] of different) {
    it(`keeps "${a}" and "${b}" apart`, () => {
      assert.notEqual(conceptOf({ text: a, type: 'problem' }), conceptOf({ text: b, type: 'problem' }));
    });
  }

  it('keeps types apart', () => {
    assert.notEqual(
      conceptOf({ text: 'insulin', type: 'treatment' }),
      conceptOf({ text: 'insulin', type: 'test' }),
    );
  });
});
