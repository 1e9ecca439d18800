import assert from 'node:assert/strict';
import { encoderProfile } from '../../../server/src/models/profiles.js';
import { encoderNerCalls } from '../../../server/src/tasks/ner/encoder.js';
import type { EntityHead } from '../../../server/src/tasks/question.js';
import { clinicalSchema } from '../../../server/src/tasks/schemas.js';

const anatomy = [{ name: 'anatomy', types: ['anatomy'] }];
const ours: EntityHead = { name: 'of-notes', schema: 'clinical', labels: anatomy };
const any: EntityHead = { name: 'of-abstracts', labels: anatomy };

function headsFor(schema: string, heads: readonly EntityHead[]): readonly string[] {
  const profile = encoderProfile({ heads, labels: {}, embeds: false, thresholds: {} });
  const own = { ...clinicalSchema, name: schema, entities: [{ name: 'anatomy', description: '' }] };
  return encoderNerCalls('The left knee.', own, profile).flatMap(({ question }) =>
    question.kind === 'tags' ? question.heads : [],
  );
}

describe('the heads of an encoder that read a schema', () => {
  for (const heads of [
    [ours, any],
    [any, ours],
  ]) {
    it(`are those trained for it, else those for any, of ${heads.map(({ name }) => name).join(' and ')}`, () => {
      assert.deepEqual(headsFor('clinical', heads), ['of-notes']);
      assert.deepEqual(headsFor('mine', heads), ['of-abstracts']);
    });
  }

  it('are those trained for another schema where no other knows the types', () => {
    assert.deepEqual(headsFor('mine', [ours]), ['of-notes']);
  });
});
