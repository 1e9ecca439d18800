import assert from 'node:assert/strict';
import { encoderProfile } from '../../../server/src/models/profiles.js';
import { encoderAssertionCall } from '../../../server/src/tasks/assertion/encoder.js';
import { isLifelong } from '../../../server/src/tasks/assertion/lifelong.js';
import { assertions, type Assertion } from '../../../server/src/tasks/ner/entity.js';

describe('a disease for life', () => {
  for (const [problem, sentence] of [
    ['gout', 'Background of gout and septoplasty in 1989.'],
    ['HIV infection', 'He was found to have HIV infection in 2023.'],
    ['Ischaemic heart disease', 'Ischaemic heart disease with stent in 2020.'],
    ['type 2 diabetes mellitus', 'PMH: type 2 diabetes mellitus.'],
    ["Parkinson's disease", "Parkinson's disease was diagnosed in 2010."],
  ] as const) {
    it(`is ${problem}`, () => {
      assert.ok(isLifelong(problem, sentence));
    });
  }

  for (const [problem, sentence] of [
    ['pneumonia', 'PMH: pneumonia in 2019.'],
    ['asthma', 'She had asthma as a child.'],
    ['gestational diabetes', 'PMH: gestational diabetes in 2015.'],
    ['ulcerative colitis', 'Ulcerative colitis has been in remission since her colectomy.'],
    ['exacerbation of COPD', 'Admitted in 2019 with an exacerbation of COPD.'],
    ['asthma attack', 'PMH: asthma attack in March.'],
  ] as const) {
    it(`is not ${problem} in "${sentence}"`, () => {
      assert.ok(!isLifelong(problem, sentence));
    });
  }

  const text = 'Hx: asthma, pneumonia.';
  const profile = encoderProfile({
    heads: [],
    labels: { assertion: assertions },
    embeds: false,
    thresholds: {},
  });

  function read(problem: string, label: Assertion): Assertion | undefined {
    const start = text.indexOf(problem);
    const span = { start, end: start + problem.length };
    const mention = { type: 'problem', text: problem, span, alignment: 'exact' } as const;
    return encoderAssertionCall({ text }, mention, profile)?.read({
      kind: 'label',
      probabilities: Object.fromEntries(assertions.map((each) => [each, each === label ? 0.9 : 0.01])),
    }).value;
  }

  it('is present where an encoder calls it history, and nothing else is changed', () => {
    assert.equal(read('asthma', 'history'), 'present');
    assert.equal(read('asthma', 'family'), 'family');
    assert.equal(read('asthma', 'absent'), 'absent');
    assert.equal(read('pneumonia', 'history'), 'history');
  });
});
