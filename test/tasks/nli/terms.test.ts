import assert from 'node:assert/strict';
import { encoderNliCall } from '../../../server/src/tasks/nli/encoder.js';
import { nliLabels } from '../../../server/src/tasks/nli/judgement.js';
import type { ModelProfile } from '../../../server/src/tasks/profile.js';
import { inTermsOf, namesMattersOf } from '../../../server/src/tasks/nli/terms/in-terms-of.js';
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
      'leaves what stands beside the name in the premise',
      'He smokes every day.',
      'He smokes ten cigarettes a day.',
      'He smokes ten cigarettes a day.',
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

  it('names the matters of a statement, or does not', () => {
    const names = (statement: string, premise: string): boolean => namesMattersOf(statement, premise);
    assert.ok(!names('He had a heart attack.', 'Warfarin for atrial fibrillation.'));
    assert.ok(names('He had a heart attack.', 'NSTEMI in 2015.'));
    assert.ok(names('He has an intracranial bleed.', 'CT: no hemorrhage.'));
    assert.ok(names('He takes a beta blocker for angina.', 'Bisoprolol, for his angina.'));
    assert.ok(!names('He takes a beta blocker for angina.', 'Bisoprolol 5 mg.'));
    assert.ok(names('She was vomiting.', 'She vomits after every meal.'));
    // What the thesaurus does not know is the model's to judge.
    assert.ok(names('He lives alone.', 'His wife died.'));
  });

  it('lets an encoder find entailed only what a premise names', () => {
    const encoder = { heads: [], labels: { inference: [...nliLabels] }, embeds: false, thresholds: {} };
    const judge = { dialect: 'encoder', contextLength: 512, encoder } as unknown as ModelProfile;
    const read = (premise: string): string | undefined => {
      const call = encoderNliCall(premise, 'He had a heart attack.', judge);
      const probabilities = { entailment: 0.9, neutral: 0.08, contradiction: 0.02 };
      return call?.read({ kind: 'label', probabilities }).value?.label;
    };
    assert.deepEqual(['NSTEMI in 2015.', 'Atrial fibrillation.'].map(read), ['entailment', 'neutral']);
  });

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
