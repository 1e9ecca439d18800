import assert from 'node:assert/strict';
import fc from 'fast-check';
import { medicationsCall, medicationStatuses } from '../../../server/src/tasks/medications/medications.js';
import { readsAnything, reply } from '../written.js';

const call = medicationsCall([{ text: 'Continue aspirin 81 mg daily.', heading: 'PLAN' }]);

describe('a list of medications', () => {
  it('is read drug by drug, without what stands for nothing', () => {
    const medications = [
      {
        drug: 'aspirin',
        dose: '81 mg',
        route: 'N/A',
        frequency: 'daily',
        reason: null,
        status: 'Active',
        evidence: ['Continue aspirin'],
      },
      { drug: '', status: 'active', evidence: [] },
      { drug: 'x', status: 'perhaps', evidence: [] },
    ];
    assert.deepEqual(call.read(reply({ medications })), {
      value: [
        {
          drug: 'aspirin',
          dose: '81 mg',
          route: '',
          frequency: 'daily',
          reason: '',
          status: 'active',
          quotes: ['Continue aspirin'],
        },
      ],
      problems: [{ code: 'schema', count: 2 }],
    });
  });

  it('is empty where the model found none', () => {
    assert.deepEqual(call.read(reply({ medications: [] })), { value: [], problems: [] });
  });

  it('reads anything without throwing', () => {
    const item = fc.record({
      drug: fc.string(),
      dose: fc.jsonValue(),
      status: fc.constantFrom(...medicationStatuses, 'x'),
    });
    readsAnything(
      (given) => call.read(given),
      fc.record({ medications: fc.array(item) }),
      (value) => {
        for (const { drug, status } of value ?? [])
          assert.ok(drug !== '' && medicationStatuses.includes(status));
      },
    );
  });
});
