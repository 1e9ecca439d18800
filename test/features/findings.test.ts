import assert from 'node:assert/strict';
import { computeFindings } from '../../server/src/features/findings.js';
import { clinicalSchema } from '../../server/src/tasks/schemas.js';
import { markedNote, textAt, uri } from './marked-note.js';

describe('the findings of a note', () => {
  const view = markedNote(
    'Start [metformin|treatment] for [type 2\ndiabetes|problem].\nNo [rash|problem|absent]. [Rashes|problem] today.',
    {
      relations: [
        { head: 0, tail: 1, probability: 0.9, evidence: { start: 0, end: 35 } },
        { head: 0, tail: 9 },
      ],
      contradictions: [{ premise: 'No rash.', hypothesis: 'Rashes today.', probability: 0.8 }],
      entities: { 0: { confidence: 0.7 } },
    },
  );
  const findings = computeFindings(view, clinicalSchema);

  it('place every text where it stands, on one line', () => {
    const { entities, relations, contradictions } = findings;
    assert.deepEqual(
      entities.map(({ text }) => text),
      ['metformin', 'type 2 diabetes', 'rash', 'Rashes'],
    );
    const found = [
      ...entities,
      ...relations.map(({ evidence }) => evidence),
      ...contradictions.flatMap(({ premise, hypothesis }) => [premise, hypothesis]),
    ];
    for (const { range, text } of found) assert.equal(textAt(view, range).replace(/\s+/g, ' ').trim(), text);
    assert.deepEqual([findings.uri, findings.version], [uri, 7]);
  });

  it('say what is known of an entity, and leave out what is not', () => {
    const [drug, , rash] = findings.entities;
    assert.equal(drug?.confidence, 0.7);
    assert.ok(!('assertion' in drug));
    assert.equal(rash?.assertion, 'absent');
    assert.ok(!('confidence' in rash));
  });

  it('name both ends of a relation, and leave out one that has lost an end', () => {
    assert.deepEqual(
      findings.relations.map(({ code, head, tail, probability }) => [code, head, tail, probability]),
      [['TrAP', 'e0', 'e1', 0.9]],
    );
  });

  it('give mentions of the same type and words one concept', () => {
    const concepts = findings.entities.map(({ concept }) => concept);
    assert.equal(new Set(concepts).size, 4, '"rashes" is not taken for a plural');
    const twice = computeFindings(
      markedNote('[Fevers|problem], then [a fever|problem]; [fever|test].'),
      clinicalSchema,
    );
    const [first, second, third] = twice.entities.map(({ concept }) => concept);
    assert.equal(first, second);
    assert.notEqual(second, third);
  });

  it('list the types of the schema in its order', () => {
    assert.deepEqual(
      findings.types.map(({ name }) => name),
      clinicalSchema.entities.map(({ name }) => name),
    );
  });

  it('make what would be obeyed or hidden visible', () => {
    const { entities } = computeFindings(markedNote('[fe\u202ever|problem]'), clinicalSchema);
    assert.equal(entities[0]?.text, 'fe<U+202E>ver');
  });
});
