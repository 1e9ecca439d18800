import assert from 'node:assert/strict';
import { computeAnnotations } from '../../server/src/features/annotations.js';
import { maxListed } from '../../server/src/shared/protocol.js';
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
    assert.deepEqual(rest, {
      uri: view.analysis.uri,
      version: 7,
      types: schema.entities,
      unplaced: [],
      failures: [],
    });
  });

  it('name what was not placed and what has no usable answer, by the sentence', () => {
    const first = { start: 0, end: 9 };
    const view = markedNote('No fever.\nSome more of it.\nAnd more.', {
      analysis: {
        unplaced: [{ sentence: first, mention: { text: `a\n${'b'.repeat(500)}`, type: 'problem' } }],
        failures: [
          { task: 'relations', span: first, code: 'timeout' },
          { task: 'ner', span: { start: 10, end: 36 }, code: 'note-too-long' },
        ],
      },
    });
    const { unplaced, failures } = computeAnnotations(view, { name: 'x', entities: [], relations: [] });
    assert.deepEqual(
      unplaced.map(({ range, ...rest }) => [textAt(view, range), rest]),
      [['No fever.', { text: `a ${'b'.repeat(78)} …`, type: 'problem' }]],
    );
    assert.deepEqual(
      failures.map(({ range, task, code }) => [textAt(view, range).trimEnd(), task, code]),
      [
        ['No fever.', 'relations', 'timeout'],
        ['Some more of it.', 'ner', 'note-too-long'],
      ],
    );
  });

  it('are bounded, however much went wrong', () => {
    const span = { start: 0, end: 1 };
    const many = <T>(each: T): T[] => Array.from({ length: 5000 }, () => each);
    const view = markedNote('No fever.', {
      analysis: {
        unplaced: many({ sentence: span, mention: { text: 'x', type: 'problem' } }),
        failures: many({ task: 'ner' as const, span, code: 'cut' }),
      },
    });
    const { unplaced, failures } = computeAnnotations(view, { name: 'x', entities: [], relations: [] });
    assert.deepEqual([unplaced.length, failures.length], [maxListed, maxListed]);
  });
});
