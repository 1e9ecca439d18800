import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ground } from '../../server/src/grounding/ground.js';
import { inReadableCase } from '../../server/src/tasks/letter-case.js';
import { clinicalSchema } from '../../server/src/tasks/schemas.js';
import { firstCall, profileOf, replyOf } from './ner/replies.js';

const folds = { foldsCase: true };

describe('a sentence in capitals', () => {
  const cases: Record<string, string> = {
    'ALLERGIES: PENICILLIN WITH HIVES.': 'Allergies: penicillin with hives.',
    PENICILLIN: 'Penicillin',
    '1. LISINOPRIL 10 MG DAILY': '1. Lisinopril 10 mg daily',
    'CT HEAD, BP 120/80': 'CT HEAD, BP 120/80',
    'Started on WARFARIN AND ASPIRIN.': 'Started on WARFARIN AND ASPIRIN.',
    'İSTANBUL HOSPİTAL RECORDS': 'İSTANBUL HOSPİTAL RECORDS',
  };
  for (const [sentence, read] of Object.entries(cases)) {
    it(`is read as “${read}”`, () => {
      assert.equal(inReadableCase(sentence, folds), read);
      assert.equal(inReadableCase(sentence, {}), sentence);
    });
  }

  it('keeps every character in its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const sentence of [text, text.toUpperCase()]) {
          const read = inReadableCase(sentence, folds);
          assert.equal(read.length, sentence.length);
          assert.equal(read.toUpperCase(), sentence.toUpperCase());
        }
      }),
    );
  });

  it('is put to the starter model in lower case, and what it finds is placed in the note as it stands', () => {
    const sentence = 'PENICILLIN CAUSED HIVES.';
    const call = firstCall(sentence, clinicalSchema, profileOf('starter', folds));
    assert.match(call.prompt.input, /^ Penicillin caused hives \./);
    const { value } = call.read(replyOf(' Penicillin/B-treatment caused hives/B-problem .'));
    const { mentions, unplaced } = ground(sentence, value);
    assert.deepEqual(
      mentions.map(({ text, type }) => `${text}/${type}`),
      ['PENICILLIN/treatment', 'HIVES/problem'],
    );
    assert.deepEqual(unplaced, []);
  });
});
