import assert from 'node:assert/strict';
import { exporters } from '../../server/src/formats/exporters.js';
import type { AnnotatedDocument } from '../../server/src/formats/document.js';
import { importable } from '../../server/src/session/note-import.js';
import { clinicalSchema } from '../../server/src/tasks/schemas.js';

const text = 'Aspirin for fever.\n';
const document: AnnotatedDocument = {
  id: 'visit',
  text,
  entities: [
    { id: 'T1', type: 'treatment', spans: [{ start: 0, end: 7 }], review: 'accepted' },
    { id: 'T2', type: 'problem', spans: [{ start: 12, end: 17 }], review: 'proposed' },
  ],
  relations: [{ id: 'R1', type: 'TrAP', head: 'T1', tail: 'T2', review: 'proposed' }],
  contradictions: [{ premise: { start: 0, end: 7 }, hypothesis: { start: 12, end: 17 }, review: 'proposed' }],
};
const contents = (documents: readonly AnnotatedDocument[], format: 'jsonl' | 'bioc-xml' = 'jsonl'): string =>
  exporters[format](documents, { schema: clinicalSchema, date: '2026-01-01T00:00:00Z', version: '1' })
    .files[0]?.text ?? '';
const uri = 'file:///notes/visit.note';

describe('what a file says of a note', () => {
  it('leaves out what a model proposed and nobody confirmed', () => {
    for (const [format, content] of [
      ['jsonl', contents([document])],
      ['bioc', contents([document], 'bioc-xml')],
    ] as const) {
      const { said, left } = importable({ uri, format, content }, text);
      assert.deepEqual(
        said.entities.map(({ type }) => type),
        ['treatment'],
        format,
      );
      assert.deepEqual([said.relations, said.contradictions, left.proposals], [[], [], 1], format);
    }
  });

  it('is taken from the document of this text and, where several have it, of this name', () => {
    const other = {
      ...document,
      id: 'other',
      text: 'Another text.',
      entities: [],
      relations: [],
      contradictions: [],
    };
    const twin = { ...document, id: 'twin', entities: [], relations: [], contradictions: [] };
    const { said } = importable({ uri, format: 'jsonl', content: contents([other, twin, document]) }, text);
    assert.equal(said.entities.length, 1);
  });

  it('is refused where it is about another text, or nothing could be read', () => {
    const content = contents([document]);
    assert.throws(() => importable({ uri, format: 'jsonl', content }, 'No aspirin.'), /another text/);
    assert.throws(
      () => importable({ uri, format: 'brat', content: 'T1\tproblem 0 3\tabc\n' }, text),
      /another text/,
    );
    assert.throws(() => importable({ uri, format: 'jsonl', content: '{}' }, text), /no annotations/);
  });

  it('names the lines that could not be read, and takes the others', () => {
    const content = 'T1\ttreatment 0 7\tAspirin\nT2\tproblem 0 3\tabc\n';
    const { said, left } = importable({ uri, format: 'brat', content }, text);
    assert.equal(said.entities.length, 1);
    assert.equal(left.problems.length, 1);
    assert.match(left.problems[0] ?? '', /2/);
  });
});
