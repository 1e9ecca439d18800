import assert from 'node:assert/strict';
import { legendEntries } from '../../../client/src/legend/entries.js';

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

describe('legendEntries', () => {
  const types = [
    { name: 'problem', description: 'a disease' },
    { name: 'mine', description: 'my own', color: '#123456' },
  ];

  it('keeps the order of the schema, counts mentions, and says what is shown', () => {
    const annotations = [
      { range, type: 'mine' },
      { range, type: 'problem' },
      { range, type: 'mine' },
    ];
    assert.deepEqual(legendEntries(types, annotations, new Set(['mine'])), [
      { type: 'problem', description: 'a disease', count: 1, shown: true },
      { type: 'mine', description: 'my own', color: '#123456', count: 2, shown: false },
    ]);
  });

  it('lists types without mentions', () => {
    assert.deepEqual(
      legendEntries(types, [], new Set()).map(({ count }) => count),
      [0, 0],
    );
  });
});
