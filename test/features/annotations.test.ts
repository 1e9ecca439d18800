import assert from 'node:assert/strict';
import { computeAnnotations } from '../../server/src/features/annotations.js';
import { markedNote, textAt } from './marked-note.js';

describe('annotations', () => {
  it('hold every mention, nested ones too, with the version and the legend', () => {
    const view = markedNote('No [[chest|anatomy] pain|problem|absent]');
    const schema = {
      name: 'x',
      entities: [
        { name: 'problem', description: 'p' },
        { name: 'weekday', description: 'w', color: '#123456' },
      ],
      relations: [],
    };
    const { annotations, ...rest } = computeAnnotations(view, schema);
    assert.deepEqual(
      annotations.map(({ range, ...annotation }) => [textAt(view, range), annotation]),
      [
        ['chest pain', { type: 'problem', assertion: 'absent' }],
        ['chest', { type: 'anatomy' }],
      ],
    );
    assert.deepEqual(rest, { uri: view.analysis.uri, version: 7, types: schema.entities });
  });
});
