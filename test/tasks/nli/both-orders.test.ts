import assert from 'node:assert/strict';
import { inBothOrders } from '../../../server/src/tasks/nli/both-orders.js';

describe('a contradiction judged in both orders', () => {
  it('is as probable as both orders are in the mean', () => {
    assert.deepEqual(
      inBothOrders(
        { label: 'contradiction', probability: 0.75 },
        { label: 'contradiction', probability: 0.25 },
      ),
      { label: 'contradiction', probability: 0.5 },
    );
  });

  it('is half as probable where the other order says something else', () => {
    assert.deepEqual(
      inBothOrders({ label: 'contradiction', probability: 0.75 }, { label: 'neutral', probability: 0.9 }),
      { label: 'contradiction', probability: 0.375 },
    );
  });

  it('is none without probabilities, unless both orders say so', () => {
    assert.deepEqual(inBothOrders({ label: 'contradiction' }, { label: 'entailment' }), { label: 'neutral' });
    assert.deepEqual(inBothOrders({ label: 'contradiction' }, { label: 'contradiction' }), {
      label: 'contradiction',
    });
  });
});
