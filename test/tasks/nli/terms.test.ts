import assert from 'node:assert/strict';
import { inTermsOf } from '../../../server/src/tasks/nli/terms/in-terms-of.js';
import { isKindOf, thingsNamed, type Concept } from '../../../server/src/tasks/nli/terms/thesaurus.js';

describe('a premise in the terms of a statement', () => {
  const cases: readonly (readonly [what: string, statement: string, premise: string, worded: string])[] = [
    [
      'calls a drug by its class',
      'She takes a calcium channel blocker.',
      'She also takes amlodipine 10 mg daily.',
      'She also takes calcium channel blocker 10 mg daily.',
    ],
    [
      'goes over several removes',
      'Takes an antihypertensive.',
      'Ramipril 5 mg in the morning.',
      'antihypertensive 5 mg in the morning.',
    ],
    ['uses the other name of a thing', 'The patient is jaundiced.', 'Scleral icterus.', 'jaundiced.'],
    [
      'does so where the thing is denied',
      'He has a collapsed lung.',
      'No pneumothorax.',
      'No collapsed lung.',
    ],
    [
      'does not deny a class with its member',
      'He takes an ACE inhibitor.',
      'He takes no lisinopril.',
      'He takes no lisinopril.',
    ],
    [
      'denies each member with the class',
      'There was an intracranial bleed.',
      'CT shows no hemorrhage.',
      'CT shows no intracranial bleed.',
    ],
    [
      'does not affirm a member with the class',
      'He takes lisinopril.',
      'He takes an ACE inhibitor.',
      'He takes an ACE inhibitor.',
    ],
    [
      'is denied by what stands behind, too',
      'He has a heart attack.',
      'Ischemic heart disease: absent.',
      'heart attack: absent.',
    ],
    [
      'is denied within its clause alone',
      'He takes an ACE inhibitor.',
      'No fever; lisinopril 5 mg.',
      'No fever; ACE inhibitor 5 mg.',
    ],
    ['reads British spellings and plurals', 'He has anemia.', 'Low haemoglobins.', 'anemia.'],
    ['leaves forms of one word', 'She is ventilated.', 'Ventilator day 2.', 'Ventilator day 2.'],
    [
      'leaves a thing beside its own name',
      'He takes a diuretic, furosemide.',
      'Furosemide 40 mg.',
      'Furosemide 40 mg.',
    ],
    [
      'prefers the same thing to a kind of another',
      'He has heart disease with heart failure.',
      'CHF.',
      'heart failure.',
    ],
    [
      'tells abbreviations by their capitals',
      'He had a clot in the lung.',
      'pe class at school.',
      'pe class at school.',
    ],
    ['says nothing of other things', 'He has asthma.', 'Takes amlodipine.', 'Takes amlodipine.'],
    [
      'does not join words of two clauses',
      'He is breathless.',
      'Short, of breath he spoke.',
      'Short, of breath he spoke.',
    ],
  ];
  for (const [what, statement, premise, worded] of cases) {
    it(what, () => {
      assert.equal(inTermsOf(statement, premise), worded);
    });
  }

  it('keeps places in UTF-16', () => {
    const [thing] = thingsNamed('😀 naïve patient with œdema and dyspnoea');
    assert.equal('😀 naïve patient with œdema and dyspnoea'.slice(thing?.start, thing?.end), 'dyspnoea');
  });

  it('ends where kinds are kinds of each other', () => {
    const one: Concept = { narrower: new Set() };
    const other: Concept = { narrower: new Set([one]) };
    one.narrower.add(other);
    assert.equal(isKindOf(new Set([other]), one), true);
    assert.equal(isKindOf(new Set([{ narrower: new Set() }]), one), false);
  });
});
