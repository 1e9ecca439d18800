import assert from 'node:assert/strict';
import { relationLabels } from '../../../server/src/tasks/relations/words.js';
import type { RelationType } from '../../../server/src/tasks/schema.js';
import { biomedicalSchema, clinicalSchema } from '../../../server/src/tasks/schemas.js';

const type = (code: string, gloss: string, words?: string): RelationType => ({
  code,
  gloss,
  head: 'drug',
  tail: 'skin_rash',
  ...(words !== undefined && { words }),
});

describe('the words for relations', () => {
  const cases: [name: string, types: RelationType[], labels: string[]][] = [
    ['its own', [type('X:1', 'the drug causes the skin rash', 'brings about')], ['brings about']],
    ['those of its definition', [type('X:1', 'The drug causes the skin rash.')], ['causes']],
    [
      'those of its code',
      [type('Positive_Correlation', 'both rise'), type('RELIEVES', 'x')],
      ['positive correlation', 'relieves'],
    ],
    [
      'the code where it spells nothing',
      [type('CPR:4', 'x'), type('TrAP', 'x'), type('R', 'x')],
      ['CPR:4', 'TrAP', 'R'],
    ],
    [
      'the codes of two with the same words',
      [type('A1', 'the drug eases the skin rash'), type('B2', 'the drug Eases the skin rash')],
      ['A1', 'B2'],
    ],
    ['the code of one that would be called "none"', [type('N0', 'the drug none the skin rash')], ['N0']],
    [
      'the code where the definition is long',
      [type('L1', `the drug ${'very '.repeat(9)}much eases the skin rash`)],
      ['L1'],
    ],
    [
      'the code where the definition holds what ends a list',
      [type('L1', 'the drug eases, none the skin rash')],
      ['L1'],
    ],
  ];
  for (const [name, types, labels] of cases) {
    it(`are ${name}`, () => {
      assert.deepEqual(relationLabels(types), labels);
    });
  }

  it('tell the relations of a pair of types apart in every built-in schema', () => {
    for (const { relations } of [clinicalSchema, biomedicalSchema]) {
      for (const { head, tail } of relations) {
        const labels = relationLabels(relations.filter((each) => each.head === head && each.tail === tail));
        assert.equal(new Set(labels).size, labels.length);
        assert.ok(labels.every((label) => /^[a-z ]+$/.test(label)));
      }
    }
  });
});
