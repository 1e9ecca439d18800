import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { glob } from 'glob';
import { parseNote } from '../../../../server/src/note/parse.js';
import { ClaimPairs } from '../../../../server/src/tasks/nli/claims/pairs.js';
import { isStated } from '../../../../server/src/tasks/nli/stated.js';

/** Statements, each below the heading that stands before it in brackets: `[Plan] Start apixaban.` */
function pairsOf(...lines: readonly string[]): string[] {
  const statements = lines.map((line) => {
    const [, heading, text = line] = /^\[(.+)\] (.+)$/u.exec(line) ?? [];
    return { text, mentions: [], ...(heading !== undefined && { heading }) };
  });
  return new ClaimPairs().of(statements).map(({ premise, hypothesis }) => `${premise}-${hypothesis}`);
}

const opposed: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  smoking: [
    ['He has never smoked.', 'Ex-smoker, 30 pack-years.'],
    ['Tobacco: never', 'She smokes ten a day.'],
    ['Non-smoker.', 'CURRENT SMOKER, ONE PACK DAILY'],
    ['His wife says he never smoked.', 'He quit smoking in 1999.'],
  ],
  alcohol: [
    ['She does not drink.', 'Drinks a bottle of wine nightly.'],
    ['Lifelong teetotaller.', 'Her last drink was on Sunday.'],
  ],
  'illicit drugs': [
    ['He has never used illicit drugs.', 'Cannabis at weekends.'],
    ['Denies recreational drugs.', 'She uses cocaine.'],
  ],
  'the leading hand': [['Right-handed clerk.', 'A left-hand-dominant man.']],
  'the sex of the patient': [
    ['Mr Doe is a 62-year-old man with chest pain.', 'She has a carotid bruit.'],
    ['He recalled insect bites.', 'The patient, a woman, is followed yearly.'],
    ['This 55-year-old lady was admitted for surgery.', 'The testis was pulled into the scrotum.'],
  ],
  'illness and drugs in general': [
    ['No past medical history.', 'She has had diabetes for ten years.'],
    ['Takes no regular medications.', '[Medications] Lisinopril 10 mg daily'],
  ],
  'work and driving': [
    ['Retired teacher.', 'She works part-time in a shop.'],
    ['He no longer drives.', 'He drove himself to the clinic.'],
  ],
  household: [
    ['She lives alone.', 'Lives with her husband and a dog.'],
    ['Lives by himself in a flat.', 'His wife, who shares the flat, found him.'],
  ],
  family: [
    ['A widow of 78.', 'Her husband drove her in.'],
    ['She has no children.', 'Her son is an engineer.'],
    ['He has no siblings.', 'His younger brother is well.'],
    ['No family history of breast cancer.', 'Her mother died of breast cancer at 44.'],
  ],
  births: [
    ['G1P0 at 38 weeks.', 'Previous caesarean in 2019.'],
    ['She has never been pregnant.', 'G3P2.'],
    ['A live female infant was delivered.', 'Baby boy to the breast at once.'],
  ],
  allergies: [
    ['NKDA', 'Allergic to penicillin (rash).'],
    ['[Allergies] None.', 'Amoxicillin caused throat swelling in 2016.'],
    ['Peanut allergy (hives).', 'She had a peanut bar yesterday without any reaction.'],
  ],
  drugs: [
    ['Takes no blood thinners.', '[Medications] apixaban 5 mg BID'],
    ['She is not on a statin.', 'Simvastatin 40 mg nocte.'],
    ['Turned down a statin again.', '[Meds] rosuvastatin 10 mg daily'],
    ['He has never taken a dopamine blocker.', 'He took metoclopramide for two weeks in 2019.'],
    ['No recent antibiotics.', 'He finished a course of doxycycline ten days ago.'],
    ['No vasopressors were required.', 'Norepinephrine weaned from 0.1 to 0.04 mcg/kg/min.'],
  ],
  history: [
    ['No history of stroke.', 'Stroke in 2015 with full recovery.'],
    ['She has never had cancer of any kind.', 'Left mastectomy in 2009 for ductal carcinoma.'],
    [
      'This is his first ever episode of atrial fibrillation.',
      'Previous atrial fibrillation in 2018, cardioverted.',
    ],
    ['He has never bled from the gut before.', 'He was banded here in 2022.'],
  ],
  operations: [
    ['He has never had spine surgery.', 'Laminectomy in 2011.'],
    ['Prior surgery: none.', 'Appendectomy at age 11.'],
    ['She has never had an operation on her abdomen.', 'There was an old Pfannenstiel scar with adhesions.'],
  ],
  organs: [
    ['Cholecystectomy 1989.', 'Gallbladder distended with wall thickening.'],
    ['Left mastectomy in 2004.', 'The left breast is without masses.'],
    ['The right kidney is surgically absent.', 'Both kidneys are of normal size.'],
  ],
  'the stay': [
    ['[Drains] None.', 'A 10 French suction drain was left in place.'],
    ['No transfusion was required.', 'She received two units of packed red cells.'],
    ['He was afebrile throughout.', 'On day 3 he spiked a fever to 39.2.'],
    ['Code status: DNR', 'Full code.'],
  ],
  results: [
    ['Core biopsy: carcinoma, ER 8/8, HER2 negative.', 'The tumor is HER2 positive.'],
    ['HLA-B27 positive, rheumatoid factor negative.', 'HLA-B27 has never been positive.'],
    ['Rifampicin resistance not detected.', 'GeneXpert detected rifampicin resistance.'],
    ['HIV reactive.', 'HIV antibody: negative'],
    ['Blood cultures grew E. coli in two bottles.', 'All blood cultures remained without growth.'],
    ['Urine culture: Klebsiella, sensitive to nitrofurantoin.', 'Urine culture sterile after two days.'],
    ['Margins: all negative.', 'Tumor is present at the deep margin.'],
    ['Both sentinel nodes are negative.', 'Sentinel node: micrometastasis of 1 mm.'],
    ['Colonoscopy to the caecum.', 'The examination was stopped at the splenic flexure.'],
  ],
  care: [
    ['Never placed on a ventilator.', 'Extubated on day 3.'],
    ['Bystander CPR at once.', 'No CPR was given before the ambulance came.'],
    ['No contrast was administered.', 'After contrast there is enhancement of the scar.'],
    ['Anaesthesia: spinal.', 'Extubated awake in theatre.'],
    ['Delivery: emergency LSCS', 'Delivered vaginally at 11:40.'],
    ['Delivered over an intact perineum.', 'A second-degree perineal laceration was repaired.'],
    ['Completed laparoscopically.', 'Converted to open because of bleeding.'],
    ['Discharged to home with a walker.', 'Transferred by ambulance to a skilled nursing facility.'],
    ['Never had any implanted cardiac device.', 'Dual-chamber pacemaker in situ.'],
    ['Independent in all ADLs.', 'Fully dependent for all bathing.'],
    ['No falls in the past year.', 'Two falls this year.'],
    ['Nebulised adrenaline was not required.', 'Epinephrine 0.3 mg was given at 18:20.'],
  ],
  treatments: [
    ['She has never had light treatment.', 'Narrowband UVB in 2015 gave a short remission.'],
    ['Never had ECT.', 'Six sessions of ECT in 2019 helped.'],
    ['No suicide attempts.', 'An overdose in 2019.'],
  ],
  'adoption, animals and grandchildren': [
    ['She was adopted and knows nothing of her relatives.', '[Family history] Mother had a stroke at 60.'],
    ['Does not keep pets.', 'Both her cats sleep in the bedroom.'],
    ['He keeps no birds.', 'He keeps pigeons.'],
    ['She has no children.', 'Her granddaughter drove her in.'],
  ],
  'what was taken out': [
    ['Tonsillectomy in 2009.', 'Large inflamed tonsils.'],
    ['Left orchidectomy in 1999.', 'Both testes are symmetric.'],
    ['Bilateral salpingo-oophorectomy in 2001.', 'Both ovaries are normal.'],
    ['Empty left renal fossa.', 'Bilateral kidneys normal.'],
    ['Radical prostatectomy in 2015.', 'The prostate is smooth.'],
    ['Total thyroidectomy in 2012.', 'Thyroid: not enlarged.'],
  ],
};

const fitting: readonly (readonly [string, string, string])[] = [
  ['a former smoker does not smoke now', 'Non-smoker.', 'He quit smoking in 1998.'],
  ['a relative smokes', 'He has never smoked.', 'Her father smoked twenty a day.'],
  ['what ran in the family', 'No history of stroke.', '[Family history] Stroke in mother at 60.'],
  ['a drug that is planned', 'Takes no anticoagulant.', '[Plan] Apixaban 5 mg BID.'],
  ['a drug that is started', 'Not on any anticoagulant.', 'We started apixaban 5 mg twice daily.'],
  [
    'a drug given in hospital',
    'She takes no steroids.',
    'Treated with prednisolone 40 mg daily for five days.',
  ],
  ['a reason against it', 'No contraindication to anticoagulation.', 'Warfarin 5 mg daily.'],
  ['an allergy to another thing', 'NKDA', 'Allergic to cats and pollen.'],
  ['an allergy that is denied', 'Allergic to penicillin.', 'No allergy to latex.'],
  ['a reaction of today', 'NKDA', 'He developed hives after ceftriaxone.'],
  [
    'an organ taken out now',
    'Gallbladder wall thickened on ultrasound.',
    'Laparoscopic cholecystectomy today.',
  ],
  ['the other side', 'Left mastectomy in 2004.', 'The right breast is without masses.'],
  ['another site', 'No history of skin cancer.', 'Colon cancer in 2009.'],
  ['a fever before', 'He was afebrile throughout.', 'Fever of 39 at home before admission.'],
  ['twins', 'Twin 1 is a male infant.', 'Twin 2 is a female infant.'],
  ['a first pregnancy that is past', 'In her first pregnancy she had preeclampsia.', 'G2P1 now at 30 weeks.'],
  ['a drain taken out', 'No drain output overnight.', 'The drain was left in place.'],
  ['a change of mind', 'Code status: DNR', 'She was full code until yesterday.'],
  ['two patients', 'A 64-year-old woman with a chordoma.', 'A 68-year-old man with a sarcoma.'],
  ['the sex of a relative', 'This is a 40-year-old man.', 'His wife came along. She is well.'],
  ['a drug of the same class', 'Not on warfarin.', 'Apixaban 5 mg BID.'],
  ['another operation', 'She has never had abdominal surgery.', 'Carpal tunnel release in 2008.'],
  ['the same again', 'She has never smoked.', 'Non-smoker.'],
  ['a culture that is repeated', 'Blood cultures grew E. coli.', 'Repeat blood cultures were sterile.'],
  ['cultures of other things', 'Urine cultures grew E. coli.', 'All blood cultures were negative.'],
  ['another marker', 'HER2 negative.', 'ER positive.'],
  ['a marker that is awaited', 'HIV negative.', 'If HIV positive, refer.'],
  ['an earlier biopsy', 'All margins are negative.', 'Margins were positive at the first shave biopsy.'],
  ['another margin', 'Posterior margin negative.', 'Margin positive.'],
  ['an earlier colonoscopy', 'Colonoscopy to the caecum.', 'The previous colonoscopy was incomplete.'],
  ['a wish', 'No intubation in the event of arrest (DNI).', 'Extubated on day 3.'],
  ['another study', 'CT head without contrast.', 'Abdomen: after contrast the liver enhances.'],
  ['an earlier birth', 'Delivered vaginally at 11:40.', 'Previous emergency LSCS in 2018.'],
  ['a conversion that was planned for', 'Completed laparoscopically.', 'Consented for conversion if needed.'],
  ['where he may go', 'Discharged to home.', 'Would be sent to a nursing facility if he fell.'],
  ['a device that is advised', 'No pacemaker.', 'Will need a dual-chamber pacemaker.'],
  ['what he did before', 'Dependent on his wife for all bathing.', 'Previously independent in all ADLs.'],
  ['adoptive parents', 'Adopted, nothing known of relatives.', 'His adoptive mother had a stroke.'],
  ['the cat of a neighbour', 'No pets.', "The neighbour's dog bit his cat."],
  ['smoking that had ended', 'Non-smoker.', 'He had been smoking ten cigarettes a day.'],
  [
    'an organ taken out later',
    'Metastases of the spleen, spleen enlarged.',
    'On 12 December 2007 he had total splenectomy.',
  ],
];

describe('pairs of statements whose claims are opposed', () => {
  for (const [topic, pairs] of Object.entries(opposed)) {
    for (const [one, other] of pairs) {
      it(`are found about ${topic}: "${one}" and "${other}"`, () => {
        assert.deepEqual(pairsOf(one, other), ['0-1']);
        assert.deepEqual(pairsOf(other, one), ['0-1']);
      });
    }
  }

  for (const [what, one, other] of fitting) {
    it(`do not arise from ${what}: "${one}" and "${other}"`, () => {
      assert.deepEqual(pairsOf(one, other), []);
      assert.deepEqual(pairsOf(other, one), []);
    });
  }

  it('stay few where one statement is opposed to many', () => {
    const list = Array.from({ length: 300 }, (_, day) => `Day ${day}: she smokes ten a day.`);
    assert.equal(pairsOf('She has never smoked.', ...list).length, 3);
  });

  it('are read from a statement of any length and any signs', () => {
    for (const text of [
      'no '.repeat(50_000),
      '('.repeat(50_000),
      'smoked a, '.repeat(10_000),
      '\u0000',
      '٣ ﷺ',
    ])
      assert.deepEqual(pairsOf(text, 'She has never smoked.').length <= 1, true);
  });

  it('are read in time from statements of nothing but the words of the rules', () => {
    const words =
      'no not never had denies history of stroke any takes apixaban on nor a drain left placed ectomy smoked has been drinks 3 a day , ; : lives with wife prior surgery allergic to penicillin rash'.split(
        ' ',
      );
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(' ', '', ', '),
        (part, between) => {
          const text = Array<string>(400).fill(part.join(between)).join(between);
          assert.ok(pairsOf(text, 'She has never smoked.').length <= 1);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are right wherever the development notes have them, and are found for more than half', async () => {
    const folder = fileURLToPath(new URL('../../../../benchmark/dev/', import.meta.url));
    const lines = (await readFile(`${folder}pairs.jsonl`, 'utf8')).trim().split('\n');
    const gold = lines.map(
      (line) => JSON.parse(line) as Record<'note' | 'type' | 'premise' | 'hypothesis', string>,
    );
    const folded = (text: string): string => text.replace(/\s+/g, ' ');
    let found = 0;
    for (const file of await glob('*.txt', { cwd: folder })) {
      const note = parseNote(file, 1, await readFile(folder + file, 'utf8'));
      const statements = note.sentences
        .filter(({ text }) => isStated(text))
        .map(({ text, section }) => {
          const heading = note.sections[section]?.title;
          return { text, mentions: [], ...(heading !== undefined && { heading }) };
        });
      const known = gold.filter((pair) => pair.type !== 'statement' && `${pair.note}.txt` === file);
      for (const pair of new ClaimPairs().of(statements)) {
        const [one = '', other = ''] = [pair.premise, pair.hypothesis].map((at) =>
          folded(statements[at]?.text ?? ''),
        );
        const isGold = known.some(({ premise, hypothesis }) =>
          [`${one}\n${other}`, `${other}\n${one}`].some((both) => {
            const [first = '', second = ''] = both.split('\n');
            return first.includes(folded(premise)) && second.includes(folded(hypothesis));
          }),
        );
        assert.ok(isGold, `${file}: "${one}" and "${other}"`);
        found += 1;
      }
    }
    assert.ok(found > 13, String(found));
  });
});
