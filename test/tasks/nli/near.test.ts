import assert from 'node:assert/strict';
import { joinPairs, mostCompared, nearPairs, similarity } from '../../../server/src/tasks/nli/near.js';

const [up, right, between] = [
  [0, 1],
  [1, 0],
  [1, 1],
];

/** Pairs as `premise-hypothesis`. */
function shown(pairs: readonly { premise: number; hypothesis: number }[]): string[] {
  return pairs.map(({ premise, hypothesis }) => `${premise}-${hypothesis}`);
}

describe('pairs of statements that are near in meaning', () => {
  it('are those whose directions are alike, the nearest first', () => {
    assert.deepEqual(shown(nearPairs([up, right, between, up], 10)), ['0-3', '0-2', '1-2', '2-3']);
    assert.deepEqual(shown(nearPairs([up, right, between, up], 1)), ['0-3']);
  });

  it('leave out what is not known, and notes that are too long to compare', () => {
    assert.deepEqual(nearPairs([up, undefined, [0, 0], [1, 2, 3]], 10), []);
    assert.deepEqual(nearPairs(Array<number[]>(mostCompared + 1).fill(up), 10), []);
    assert.equal(similarity(undefined, up), 0);
  });

  it('give no statement more than a few partners', () => {
    const pairs = nearPairs(Array<number[]>(20).fill(up), 1000);
    const uses = new Map<number, number>();
    for (const end of pairs.flatMap(({ premise, hypothesis }) => [premise, hypothesis])) {
      uses.set(end, (uses.get(end) ?? 0) + 1);
    }
    assert.ok([...uses.values()].every((count) => count <= 4));
    assert.ok(pairs.length <= 40);
  });

  it('get a third of the places beside pairs that share traits, and what these leave free', () => {
    const traits = [0, 1, 2, 3].map((at) => ({ premise: at, hypothesis: at + 1, cue: 'concept' as const }));
    const near = [
      { premise: 0, hypothesis: 1, cue: 'meaning' as const },
      ...[5, 6, 7].map((at) => ({ premise: at, hypothesis: at + 1, cue: 'meaning' as const })),
    ];
    assert.deepEqual(shown(joinPairs([], traits, near, 6)), ['0-1', '1-2', '2-3', '3-4', '5-6', '6-7']);
    assert.deepEqual(shown(joinPairs([], traits, near, 3)), ['0-1', '1-2', '5-6']);
    assert.deepEqual(shown(joinPairs([], [], near, 2)), ['0-1', '5-6']);
  });

  it('stand behind pairs with opposed claims, which are named once', () => {
    const claims = [8, 3].map((at) => ({ premise: at, hypothesis: at + 1, cue: 'claim' as const }));
    const traits = [{ premise: 3, hypothesis: 4, cue: 'assertion' as const }];
    const near = [{ premise: 8, hypothesis: 9, cue: 'meaning' as const }];
    const joined = joinPairs(claims, traits, near, 10);
    assert.deepEqual(shown(joined), ['8-9', '3-4']);
    assert.deepEqual(new Set(joined.map(({ cue }) => cue)), new Set(['claim']));
    assert.deepEqual(shown(joinPairs(claims, traits, near, 1)), ['8-9']);
  });
});
