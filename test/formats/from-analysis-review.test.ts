import assert from 'node:assert/strict';
import { documentOf } from '../../server/src/formats/from-analysis.js';
import { markedNote } from '../features/marked-note.js';

describe('the document of a reviewed note', () => {
  it('says which annotations a person confirmed', () => {
    const { analysis } = markedNote('[Aspirin|treatment] for [fever|problem].', {
      entities: { 0: { state: 'confirmed' }, 1: { state: 'proposed' } },
    });
    const { entities } = documentOf(analysis, { id: 'b' });
    assert.deepEqual(
      entities.map(({ type, review }) => [type, review]),
      [
        ['treatment', 'accepted'],
        ['problem', 'proposed'],
      ],
    );
  });

  it('keeps the pieces of a discontinuous mention', () => {
    const { analysis } = markedNote('[left and right knee|problem].', {
      entities: {
        0: {
          state: 'confirmed',
          fragments: [
            { start: 0, end: 4 },
            { start: 15, end: 19 },
          ],
        },
      },
    });
    assert.deepEqual(documentOf(analysis, { id: 'b' }).entities[0]?.spans, [
      { start: 0, end: 4 },
      { start: 15, end: 19 },
    ]);
  });
});
