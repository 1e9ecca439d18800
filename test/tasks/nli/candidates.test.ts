import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  candidatePairs as choosePairs,
  candidatePairsBetween as choosePairsBetween,
  rankAgainst,
  type Statement,
  type StatementPair,
} from '../../../server/src/tasks/nli/candidates.js';
import { mentionsIn } from '../relations/marked.js';

const candidatePairs = (...of: Parameters<typeof choosePairs>): readonly StatementPair[] =>
  choosePairs(...of).pairs;
const candidatePairsBetween = (...of: Parameters<typeof choosePairsBetween>): readonly StatementPair[] =>
  choosePairsBetween(...of).pairs;

const filler = [
  'The family was informed of the plan.',
  'Blood cultures grew nothing after five days.',
  'Follow-up is arranged in the outpatient clinic.',
];

describe('NLI candidates', () => {
  const cases: { cue: string; premise: string; hypothesis: string }[] = [
    {
      cue: 'assertion',
      premise: 'He presents with [problem chest pain].',
      hypothesis: 'He denies chest pain.',
    },
    {
      cue: 'assertion',
      premise: 'He reports [anatomy chest] [problem pain] at rest.',
      hypothesis: 'No [problem!absent pain] of the [anatomy chest].',
    },
    {
      cue: 'assertion',
      premise: '[problem Severe chest pain] since Monday.',
      hypothesis: 'He denies [problem!absent pain].',
    },
    { cue: 'assertion', premise: 'History of diabetes.', hypothesis: 'No diabetes, no asthma.' },
    { cue: 'assertion', premise: 'She has HTN.', hypothesis: 'There is no hypertension.' },
    { cue: 'assertion', premise: 'No known drug allergies.', hypothesis: 'Allergic to penicillin.' },
    { cue: 'assertion', premise: 'Febrile on arrival.', hypothesis: 'She has been afebrile throughout.' },
    { cue: 'assertion', premise: 'Pneumonia was seen.', hypothesis: 'Pneumonia was ruled out.' },
    {
      cue: 'assertion',
      premise: '[problem Rash] was seen.',
      hypothesis: 'The [problem!absent rash] is gone.',
    },
    {
      cue: 'laterality',
      premise: 'Mass in the left lung.',
      hypothesis: 'The mass of the right lung was cut.',
    },
    { cue: 'number', premise: 'Ejection fraction was 55%.', hypothesis: 'LVEF 30 percent.' },
    { cue: 'number', premise: 'A 3 cm nodule.', hypothesis: 'The nodule measured 7 cm.' },
    { cue: 'number', premise: 'Blood pressure 120/80.', hypothesis: 'BP was 190/110 throughout.' },
    {
      cue: 'medication',
      premise: 'He was started on warfarin.',
      hypothesis: 'Warfarin was stopped for bleeding.',
    },
    { cue: 'medication', premise: 'She takes aspirin.', hypothesis: 'She has never taken aspirin.' },
    { cue: 'antonym', premise: 'The spleen was enlarged.', hypothesis: 'The spleen is normal.' },
    { cue: 'antonym', premise: 'A man with gout.', hypothesis: 'The woman has gout.' },
  ];
  for (const { cue, premise, hypothesis } of cases) {
    it(`finds ${cue}: ${premise} — ${hypothesis}`, () => {
      const statements = [premise, ...filler, hypothesis].map(statement);
      const [best] = candidatePairs(statements, 10);
      assert.deepEqual([best?.premise, best?.hypothesis], [0, statements.length - 1]);
      // An assertion that flips outranks the other signs that go with it.
      assert.ok(best?.cue === cue || (cue === 'medication' && best?.cue === 'assertion'), best?.cue);
    });
  }

  const unrelated: { why: string; premise: string; hypothesis: string }[] = [
    { why: 'they share nothing', premise: 'He has a cough.', hypothesis: 'No rash.' },
    { why: 'one is a copy', premise: 'He denies chest pain.', hypothesis: 'He denies  chest pain' },
    {
      why: 'a father is not the patient',
      premise: '[problem!family Gout] in the father.',
      hypothesis: 'No [problem!absent gout].',
    },
    { why: 'a mother is not the patient', premise: 'His mother had gout.', hypothesis: 'He has no gout.' },
    {
      why: 'what resolved stands behind an "and"',
      premise: 'Aspirin was given.',
      hypothesis: 'Aspirin was given and the rash resolved.',
    },
    {
      why: 'the pain is of another place',
      premise: 'He denies [anatomy chest] [problem!absent pain].',
      hypothesis: 'He has [anatomy knee] [problem pain].',
    },
    {
      why: 'a culture of blood is not its pressure',
      premise: '[test!absent Blood cultures] were negative.',
      hypothesis: '[test BP] 142/88.',
    },
    { why: 'dates are no values', premise: 'Biopsy on 12/03/2020.', hypothesis: 'Imaging on 14/03/2020.' },
  ];
  for (const { why, premise, hypothesis } of unrelated) {
    it(`finds no opposition where ${why}`, () => {
      const pairs = candidatePairs([premise, hypothesis].map(statement), 10);
      assert.deepEqual(
        pairs.filter(({ cue }) => cue !== 'concept'),
        [],
      );
    });
  }

  it('negates only within the clause', () => {
    const statements = ['He has fever.', 'He denies cough but has fever.'].map(statement);
    assert.deepEqual(
      candidatePairs(statements, 10).filter(({ cue }) => cue === 'assertion'),
      [],
    );
  });

  it('puts pairs that only share a subject behind those that are opposed', () => {
    const statements = [
      'Severe chest pain and cough since Monday.',
      'Chest pain with cough was treated.',
      'No chest pain.',
    ].map(statement);
    const cues = candidatePairs(statements, 10).map(({ cue }) => cue);
    assert.deepEqual(cues, ['assertion', 'assertion', 'concept']);
  });

  it('finds a flip between the ends of a long note', () => {
    const statements = [
      'She has asthma.',
      ...Array.from({ length: 400 }, (_, i) => `Asthma was discussed in visit number ${i}.`),
      'There is no asthma.',
    ].map(statement);
    const pairs = candidatePairs(statements, 20);
    assert.ok(pairs.some(({ hypothesis, cue }) => hypothesis === 401 && cue === 'assertion'));
  });

  it('lets no statement take the whole allowance', () => {
    const statements = [
      ...Array.from({ length: 100 }, (_, i) => `Asthma was seen in visit ${i}.`),
      'There is no asthma.',
      'Tumour of the left breast.',
      'Tumour of the right breast.',
    ].map(statement);
    const pairs = candidatePairs(statements, 12);
    assert.equal(pairs.length, 12);
    assert.ok(pairs.some(({ cue }) => cue === 'laterality'));
  });

  it('puts a plain opposition before long statements that share many rare findings', () => {
    const findings = 'asthma gout cough rash ulcer edema stroke anemia nausea headache'.split(' ');
    const long = Array.from({ length: 150 }, (_, i) => {
      const [a, b, c, d] = [0, 1, 2, 3].map((n) => findings[(i + n * (1 + (i % 3))) % findings.length]!);
      return `In visit ${i} the ${i % 2 === 0 ? 'left' : 'right'} lung showed ${a}, ${b} and ${c} without ${d} or fever.`;
    });
    const statements = ['She denies fever.', ...long, 'She has a fever of 39.'].map(statement);
    const { pairs, leftOut } = choosePairs(statements, 60);
    assert.deepEqual(pairs[0], { premise: 0, hypothesis: 151, cue: 'assertion' });
    assert.equal(pairs.length, 60);
    assert.equal(leftOut + pairs.length, choosePairs(statements, 0).leftOut);
    assert.ok(leftOut > 0);
  });

  it('leaves nothing out where the allowance is enough', () => {
    const statements = ['He has fever.', 'No fever.'].map(statement);
    assert.equal(choosePairs(statements, 60).leftOut, 0);
  });

  it('looks at few of the pairs of a long note', () => {
    const subjects = ['asthma', 'gout', 'fever', 'cough', 'rash', 'ulcer', 'edema', 'stroke'];
    let reads = 0;
    const counted = (text: string): Statement => ({
      get text() {
        reads += 1;
        return text;
      },
      mentions: [],
    });
    const statements = Array.from({ length: 20_000 }, (_, i) =>
      counted(`${i % 3 === 0 ? 'No' : 'Has'} ${subjects[i % subjects.length]!} in visit ${i}.`),
    );
    // Every pair would be two hundred million comparisons and end in the test's time limit.
    assert.equal(candidatePairs(statements, 40).length, 40);
    assert.equal(reads, statements.length);
  });

  it('stays bounded, in order and without repeats for any statements', () => {
    const word = fc.constantFrom(
      ...'no denies pain fever left right 10 20 aspirin started stopped but . old'.split(' '),
    );
    const text = fc.oneof(
      fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 30 }), fc.nat(20), (texts, maxPairs) => {
        const statements = texts.map((each) => ({ text: each, mentions: [] }));
        const pairs = candidatePairs(statements, maxPairs);
        assert.ok(pairs.length <= maxPairs);
        assert.ok(
          pairs.every((p) => 0 <= p.premise && p.premise < p.hypothesis && p.hypothesis < texts.length),
        );
        assert.equal(new Set(pairs.map((p) => `${p.premise} ${p.hypothesis}`)).size, pairs.length);
      }),
    );
  });
});

describe('NLI candidates across two notes', () => {
  const first = ['He denies chest pain.', 'Chest pain was severe.', ...filler].map(statement);

  it('pairs statements of the one with statements of the other only, the best first', () => {
    const second = [...filler, 'The knee is swollen.', 'Severe chest pain at rest.'].map(statement);
    const pairs = candidatePairsBetween(first, second, 10);
    assert.deepEqual(pairs[0], { premise: 0, hypothesis: 4, cue: 'assertion' });
    assert.ok(pairs.every(({ hypothesis }) => hypothesis === 4));
  });

  it('finds a flip in a long second note', () => {
    const second = [
      ...Array.from({ length: 300 }, (_, i) => `No chest pain at visit ${i}.`),
      'There was chest pain.',
    ].map(statement);
    const pairs = candidatePairsBetween(first, second, 40);
    assert.ok(pairs.some((p) => p.premise === 0 && p.hypothesis === 300 && p.cue === 'assertion'));
    assert.ok(pairs.some((p) => p.premise === 1 && p.hypothesis < 300 && p.cue === 'assertion'));
  });

  it('needs both notes', () => {
    assert.deepEqual(candidatePairsBetween(first, [], 10), []);
    assert.deepEqual(candidatePairsBetween([], first, 10), []);
  });
});

describe('ranking sentences against a statement', () => {
  const statements = [
    ...filler,
    'The [test ECG] showed [problem atrial fibrillation].',
    'Type 2 diabetes is treated with metformin.',
    'No history of [problem!absent diabetes].',
  ].map(statement);
  const cases: { asked: string; first: number[] }[] = [
    { asked: 'The patient is diabetic', first: [5, 4] },
    { asked: 'AF on the ECG', first: [3] },
    { asked: 'metformin', first: [4] },
  ];
  for (const { asked, first } of cases) {
    it(`puts what speaks of “${asked}” first`, () => {
      assert.deepEqual(rankAgainst(asked, statements).slice(0, first.length), first);
    });
  }

  it('ranks every sentence once, and keeps the order of the note where nothing is shared', () => {
    assert.deepEqual(rankAgainst('Zebras', statements), [...statements.keys()]);
    assert.deepEqual(rankAgainst('diabetes', statements).toSorted(), [...statements.keys()]);
    assert.deepEqual(rankAgainst('', []), []);
  });

  it('leaves out what shares nothing where that is asked for', () => {
    assert.deepEqual(rankAgainst('The patient is diabetic', statements, { relatedOnly: true }), [5, 4]);
    assert.deepEqual(rankAgainst('Zebras', statements, { relatedOnly: true }), []);
  });
});

function statement(marked: string): Statement {
  return mentionsIn(marked);
}
