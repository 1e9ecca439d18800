import assert from 'node:assert/strict';
import type { ExportedAnalysis } from '../../server/src/formats/exported.js';
import { writeJson } from '../../server/src/formats/json.js';
import { assertions } from '../../server/src/tasks/ner/entity.js';
import { schemaCheck } from './schemas.js';

const analysis: ExportedAnalysis = {
  text: 'Aspirin for pain 😀. No pain.',
  entities: [
    { id: 'a', span: { start: 0, end: 7 }, text: 'Aspirin', type: 'treatment', alignment: 'exact' },
    {
      id: 'b',
      span: { start: 12, end: 16 },
      text: 'pain',
      type: 'problem',
      alignment: 'folded',
      assertion: 'present',
      assertionSource: 'rule',
      confidence: 0.123456,
    },
  ],
  relations: [
    { id: 'r', code: 'TrAP', head: 'a', tail: 'b', probability: 0.5, evidence: { start: 0, end: 20 } },
  ],
  contradictions: [
    { premise: { start: 0, end: 20 }, hypothesis: { start: 21, end: 29 }, cue: 'assertion', probability: 1 },
  ],
  unplaced: [{ sentence: { start: 0, end: 20 }, mention: { text: 'sepsis', type: 'problem' } }],
  failures: [{ task: 'nli', span: { start: 21, end: 29 }, code: 'timeout' }],
};

describe('writing JSON', () => {
  it('has the documented shape', async () => {
    const first = { start: 0, end: 20, text: 'Aspirin for pain 😀.' };
    const source = { source: 'a.note', schema: 'clinical', engine: 'embedded', model: 'm' };
    const written = writeJson(analysis, source, 'indented');
    assert.deepEqual(JSON.parse(written), {
      format: 'bionote-analysis',
      version: 1,
      source: 'a.note',
      schema: 'clinical',
      engine: 'embedded',
      model: 'm',
      offsets: 'utf-16',
      entities: [
        { id: 'T1', type: 'treatment', start: 0, end: 7, text: 'Aspirin', alignment: 'exact' },
        {
          id: 'T2',
          type: 'problem',
          start: 12,
          end: 16,
          text: 'pain',
          alignment: 'folded',
          assertion: 'present',
          assertionSource: 'rule',
          confidence: 0.1235,
        },
      ],
      relations: [{ id: 'R1', type: 'TrAP', head: 'T1', tail: 'T2', probability: 0.5, evidence: first }],
      contradictions: [
        {
          premise: first,
          hypothesis: { start: 21, end: 29, text: 'No pain.' },
          cue: 'assertion',
          probability: 1,
        },
      ],
      pairsNotCompared: 0,
      unplaced: [{ text: 'sepsis', type: 'problem', sentence: { start: 0, end: 20 } }],
      failures: [{ task: 'nli', code: 'timeout', start: 21, end: 29 }],
    });
    assert.ok(written.endsWith('}\n'));
    assert.equal((await schemaCheck('bionote-analysis'))(JSON.parse(written)), '');
  });

  it('has a schema that refuses what is not so', async () => {
    const check = await schemaCheck('bionote-analysis');
    const source = { source: 'a.note', schema: 'clinical' };
    const written = JSON.parse(writeJson(analysis, source, 'line')) as Record<string, unknown>;
    assert.match(check({ ...written, version: 2 }), /version/);
    assert.match(check({ ...written, offsets: 'bytes' }), /offsets/);
    assert.match(check({ ...written, secret: 1 }), /additional properties/);
    assert.match(check({ ...written, entities: [{ id: 'x' }] }), /entities\/0/);
  });

  it('has a schema that knows every assertion', async () => {
    const check = await schemaCheck('bionote-analysis');
    for (const assertion of assertions) {
      const entities = analysis.entities.map((entity) => ({ ...entity, assertion }));
      const written = writeJson({ ...analysis, entities }, { source: '-', schema: 'x' }, 'line');
      assert.equal(check(JSON.parse(written)), '');
    }
  });

  it('says how many pairs were not compared', () => {
    const written = writeJson({ ...analysis, pairsNotCompared: 12 }, { source: '-', schema: 'x' }, 'line');
    assert.match(written, /"pairsNotCompared":12/);
  });

  it('leaves out what is not known', () => {
    const written = writeJson({ ...analysis, entities: [] }, { source: '-', schema: 'x' }, 'line');
    assert.doesNotMatch(written, /"model"|"engine"|null/);
  });

  it('has ids that do not depend on the order in which sentences were read', () => {
    const named = (entity: string, relation: string): ExportedAnalysis => ({
      ...analysis,
      entities: analysis.entities.map((each) => ({ ...each, id: `${entity}.${each.id}` })),
      relations: analysis.relations.map((each) => ({
        ...each,
        id: relation,
        head: `${entity}.${each.head}`,
        tail: `${entity}.${each.tail}`,
      })),
    });
    const source = { source: '-', schema: 'x' };
    const first = writeJson(named('0.0', '0.0>0.1'), source, 'line');
    assert.equal(writeJson(named('7.0', '7.0>7.1'), source, 'line'), first);
    assert.match(first, /"head":"T1","tail":"T2"/);
  });

  it('is one line for JSON Lines', () => {
    const written = writeJson(analysis, { source: '-', schema: 'x' }, 'line');
    assert.equal(written.indexOf('\n'), written.length - 1);
  });
});
