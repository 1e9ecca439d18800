import assert from 'node:assert/strict';
import type { FoundEntity } from '../../../server/src/shared/protocol.js';
import { nextByCertainty } from '../../../client/src/review/certainty.js';

function found(start: number, end: number, confidence?: number, state?: FoundEntity['state']): FoundEntity {
  return {
    id: `${start}-${end}`,
    concept: '',
    text: '',
    type: 'problem',
    range: { start: { line: 0, character: start }, end: { line: 0, character: end } },
    ...(confidence !== undefined && { confidence }),
    ...(state && { state }),
  };
}

const note = [
  found(0, 5, 0.9),
  found(10, 15, 0.2),
  found(20, 25, 0.1, 'confirmed'),
  found(30, 35),
  found(40, 45, 0.4),
];

describe('what is to be reviewed, the least certain first', () => {
  /** Where one comes from `from`, step by step. */
  const way = (from: number | undefined, step: 1 | -1, entities = note, steps = 5): number[] => {
    const starts: number[] = [];
    let at = from;
    for (let count = 0; count < steps; count++) {
      const position = at === undefined ? undefined : { line: 0, character: at };
      at = nextByCertainty(entities, position, step)?.range.start.character;
      if (at !== undefined) starts.push(at);
    }
    return starts;
  };

  it('goes round, without what is confirmed, and with what has no confidence last', () => {
    assert.deepEqual(way(undefined, 1), [10, 40, 0, 30, 10]);
    assert.deepEqual(way(0, -1), [40, 10, 30, 0, 40]);
  });

  it('begins with the least certain from anywhere else, also from what has just been confirmed', () => {
    assert.deepEqual(way(17, 1, note, 1), [10]);
    assert.deepEqual(way(20, 1, note, 1), [10]);
    assert.deepEqual(way(17, -1, note, 1), [30]);
  });

  it('stops once where several start, and reaches each place', () => {
    const nested = [found(0, 20, 0.1), found(0, 5, 0.5), found(30, 35, 0.3)];
    assert.deepEqual(way(undefined, 1, nested, 4), [30, 0, 30, 0]);
    // The shorter one is what the letters decide on: where that is confirmed, the place is done.
    const decided = [found(0, 20, 0.1), found(0, 5, 0.5, 'confirmed'), found(30, 35, 0.3)];
    assert.deepEqual(way(undefined, 1, decided, 2), [30, 30]);
  });

  it('is nothing where all is confirmed', () => {
    assert.equal(nextByCertainty([found(0, 5, 0.9, 'confirmed')], undefined, 1), undefined);
  });
});
