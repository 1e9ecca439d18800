import assert from 'node:assert/strict';
import { relationsAt } from '../../server/src/features/relations.js';
import { markedNote, positionOf } from './marked-note.js';

describe('the relations at a position', () => {
  const view = markedNote('Start [metformin|treatment] for [type 2 diabetes|problem]. No [rash|problem].', {
    relations: [{ head: 0, tail: 1, probability: 0.9, evidence: { start: 0, end: 38 } }],
  });

  for (const quote of ['metformin', 'diabetes']) {
    it(`are named from ${quote}, with both ends in order`, () => {
      const { relations } = relationsAt(view, positionOf(view, quote));
      assert.deepEqual(
        relations.map(({ code, head, tail }) => [code, head, tail]),
        [['TrAP', 'metformin', 'type 2 diabetes']],
      );
    });
  }

  it('are none where the mention has none, and where there is no mention', () => {
    for (const quote of ['rash', 'Start']) {
      assert.deepEqual(relationsAt(view, positionOf(view, quote)), { relations: [] });
    }
  });
});
