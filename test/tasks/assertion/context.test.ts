import assert from 'node:assert/strict';
import { assertByRule } from '../../../server/src/tasks/assertion/context.js';
import type { Mention } from '../../../server/src/tasks/ner/entity.js';

/** The sentence with its problems in brackets, each followed by `=` and the assertion expected. */
const cases = [
  'He has [chest pain]=present.',
  'The patient denies [chest pain]=absent or [dyspnea]=absent.',
  'No [fever]=absent, [chills]=absent or [night sweats]=absent.',
  'Denies [fever]=absent but has [cough]=present.',
  'Without [edema]=absent; [rash]=present on both arms.',
  '[Pulmonary embolism]=absent was ruled out.',
  '[Metastasis]=absent has been excluded by CT.',
  'He has not had [seizures]=absent since.',
  'He has never [smoked]=absent.',
  'No evidence of [pneumonia]=absent, however there is [pleural effusion]=present.',
  'There was no increase in [lesions]=present.',
  'Cannot rule out [pneumonia]=possible.',
  '[Sarcoidosis]=possible could not be excluded.',
  'Suspected [appendicitis]=possible.',
  'CXR: ? [infiltrate]=possible.',
  'Findings concerning for [malignancy]=possible, no [fracture]=absent.',
  'R/o [MI]=possible.',
  '[Dyspnea]=conditional on exertion.',
  'Return if [bleeding]=hypothetical recurs.',
  'Call if he develops [fever]=hypothetical.',
  'Started on heparin for prophylaxis against [thrombosis]=hypothetical.',
  'Mother has [diabetes]=family and [asthma]=family.',
  'Family history of [breast cancer]=family, but the patient has [melanoma]=present.',
  "The patient's father had no [stroke]=family.",
  'His mother reports that he has [fever]=present.',
  'Brother with [epilepsy]=family; she has [migraine]=present.',
  '[No fever]=absent today.',
  '[Failure to thrive]=present.',
  'Gram negative [sepsis]=present.',
  'He has [hypothyroidism]=present and no [goiter]=absent.',
  'Risk factors for [stroke]=present were discussed.',
  'Denies [chest pain]=absent, has [nausea]=present.',
];

describe('assertion by rule', () => {
  for (const marked of cases) {
    it(marked, () => {
      const expected: string[] = [];
      const mentions: Mention[] = [];
      let sentence = '';
      let from = 0;
      for (const match of marked.matchAll(/\[(.+?)\]=(\w+)/g)) {
        const [whole, text = '', assertion = ''] = match;
        sentence += marked.slice(from, match.index);
        mentions.push({
          span: { start: sentence.length, end: sentence.length + text.length },
          text,
          type: 'problem',
          alignment: 'exact',
        });
        sentence += text;
        from = match.index + whole.length;
        expected.push(assertion);
      }
      sentence += marked.slice(from);
      const found = assertByRule(sentence, mentions);
      assert.deepEqual(
        found.map(({ assertion }) => assertion),
        expected,
      );
      assert.ok(found.every(({ assertionSource }) => assertionSource === 'rule'));
    });
  }

  it('leaves alone what the model said, and types that carry no assertion', () => {
    const mentions: Mention[] = [
      {
        span: { start: 3, end: 8 },
        text: 'fever',
        type: 'problem',
        assertion: 'possible',
        assertionSource: 'model',
        alignment: 'exact',
      },
      { span: { start: 13, end: 16 }, text: 'MRI', type: 'test', alignment: 'exact' },
    ];
    assert.deepEqual(assertByRule('no fever, no MRI', mentions), mentions);
  });

  it('takes a phrase with typographic quotes and across a line end', () => {
    const sentence = 'no\nevidence  of fever';
    const [mention] = assertByRule(sentence, [
      { span: { start: 16, end: 21 }, text: 'fever', type: 'disease', alignment: 'exact' },
    ]);
    assert.equal(mention?.assertion, 'absent');
  });
});
