import assert from 'node:assert/strict';
import { exportOf } from '../../server/src/session/note-export.js';
import { clinicalSchema } from '../../server/src/tasks/schemas.js';
import { markedNote } from '../features/marked-note.js';

describe('the export of an open note', () => {
  it('says which annotations a person confirmed', () => {
    const view = markedNote('[Aspirin|treatment] for [fever|problem].', {
      entities: { 0: { state: 'confirmed' }, 1: { state: 'proposed' } },
    });
    const params = { uri: 'file:///a/b.note', format: 'jsonl', version: '1.0.0' } as const;
    const { files } = exportOf(view, params, { schema: clinicalSchema, date: '2026-01-01T00:00:00Z' });
    const { entities } = JSON.parse(files[0]?.text ?? '') as { entities: { type: string; review: string }[] };
    assert.deepEqual(
      entities.map(({ type, review }) => [type, review]),
      [
        ['treatment', 'accepted'],
        ['problem', 'proposed'],
      ],
    );
    const { files: standoff } = exportOf(
      view,
      { ...params, format: 'brat' },
      { schema: clinicalSchema, date: '' },
    );
    assert.ok(standoff.some(({ name }) => name.endsWith('b.ann')));
  });
});
