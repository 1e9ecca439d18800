import assert from 'node:assert/strict';
import { readCustomSchemas } from '../../server/src/tasks/custom-schemas.js';
import {
  biomedicalSchema,
  clinicalSchema,
  findSchema,
  hasAssertion,
} from '../../server/src/tasks/schemas.js';

describe('schemas', () => {
  it('relates only types that it has, each code once', () => {
    for (const { entities: types, relations } of [clinicalSchema, biomedicalSchema]) {
      const names = types.map(({ name }) => name);
      assert.ok(relations.every(({ head, tail }) => names.includes(head) && names.includes(tail)));
      assert.equal(new Set(relations.map(({ code }) => code)).size, relations.length);
    }
    assert.deepEqual(
      clinicalSchema.relations.map(({ code }) => code),
      ['TrIP', 'TrWP', 'TrCP', 'TrAP', 'TrNAP', 'TeRP', 'TeCP', 'PIP'],
    );
    assert.deepEqual(
      biomedicalSchema.relations.map(({ code }) => code),
      ['CID', 'CPR:3', 'CPR:4', 'CPR:5', 'CPR:6', 'CPR:9'],
    );
  });

  it('asks the assertion of problems and diseases, not of tests', () => {
    assert.deepEqual(['problem', 'disease', 'test', 'anatomy', 'constructor'].map(hasAssertion), [
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('is found by name, else clinical', () => {
    const { schemas } = readCustomSchemas({ skin: { entities: { drug: 'a drug' } } });
    assert.equal(findSchema('skin', schemas).name, 'skin');
    assert.equal(findSchema('biomedical', schemas), biomedicalSchema);
    assert.equal(findSchema('constructor', schemas), clinicalSchema);
  });
});
