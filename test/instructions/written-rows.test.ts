import assert from 'node:assert/strict';
import type { CorpusRecord, GoldRelation } from '../../server/src/corpora/records.js';
import { survives } from '../../server/src/instructions/reread.js';
import { rowFormats, type InstructionRow } from '../../server/src/instructions/row.js';
import { medicationsCall } from '../../server/src/tasks/medications/medications.js';
import { annotated, made, origin } from './made.js';

/** The rows of a record that ask for something, as read from JSON. */
function rowsOf(record: CorpusRecord, kind: string): { row: InstructionRow; said: unknown }[] {
  return made(record)
    .rows.filter(({ id }) => id.includes(`#${kind}`))
    .map((row) => ({ row, said: JSON.parse(row.output) as unknown }));
}

const modifies = (head: string, tail: string): GoldRelation => ({
  type: 'MODIFY',
  head,
  tail,
  between: 'mentions',
});
const none = { dose: '', route: '', frequency: '', reason: '' };

describe('rows of medications', () => {
  const report = annotated(
    'MACCROBAT2020',
    'She was treated with oral prednisone 40 mg daily and azathioprine. Aspirin was discontinued. Heparin was considered.',
    {
      T1: ['Administration', 'oral'],
      T2: ['Medication', 'prednisone'],
      T3: ['Dosage', '40 mg daily'],
      T4: ['Medication', 'azathioprine'],
      T5: ['Medication', 'Aspirin'],
      T6: ['Medication', 'Heparin'],
    },
    [modifies('T1', 'T2'), modifies('T3', 'T2')],
  );

  it('list the drugs of a sentence that says of each whether it is taken, and of no other', () => {
    const [given, stopped, ...others] = rowsOf(report, 'medications');
    assert.deepEqual(given?.said, {
      medications: [
        {
          drug: 'prednisone',
          ...none,
          dose: '40 mg',
          route: 'oral',
          frequency: 'daily',
          status: 'active',
          evidence: ['treated with oral prednisone 40 mg daily'],
        },
        {
          drug: 'azathioprine',
          ...none,
          status: 'active',
          evidence: ['treated with oral prednisone 40 mg daily and azathioprine'],
        },
      ],
    });
    assert.deepEqual(stopped?.said, {
      medications: [
        { drug: 'Aspirin', ...none, status: 'discontinued', evidence: ['Aspirin was discontinued'] },
      ],
    });
    assert.deepEqual(others, []);
  });

  it('ask as the product asks, in both formats', () => {
    for (const format of rowFormats) {
      const row = made(report, format, 'product').rows.find(({ id }) => id.includes('#medications'));
      const { prefix, input } = medicationsCall([
        { text: 'She was treated with oral prednisone 40 mg daily and azathioprine.' },
      ]).prompt;
      assert.deepEqual([row?.instruction, row?.input], [prefix, input]);
    }
  });

  it('leave out a sentence that may name a reason, and a dosage that does not come apart', () => {
    for (const text of ['She was given aspirin for gout.', 'She was given aspirin, three courses.']) {
      const mentions = {
        T1: ['Medication', 'aspirin'],
        ...(text.includes('courses') && { T2: ['Dosage', 'three courses'] as const }),
      } as const;
      const record = annotated('MACCROBAT2020', text, mentions, [modifies('T2', 'T1')]);
      assert.deepEqual(rowsOf(record, 'medications'), [], text);
    }
  });

  it('list the drugs of an invented note below their heading, and what the patient must not have', () => {
    const note = annotated(
      'notes',
      'MEDICATIONS:\nTorsemide 40 mg PO daily for oedema\nAspirin\nSeen by Dr. Lee.\n\nAllergies: codeine (rash).\n',
      {
        T1: ['treatment', 'Torsemide'],
        T2: ['dosage', '40 mg PO daily'],
        T3: ['problem', 'oedema'],
        T4: ['treatment', 'Aspirin'],
        T5: ['treatment', 'codeine'],
        T6: ['problem', 'rash'],
      },
    );
    const [active, neither] = rowsOf(note, 'medications');
    assert.deepEqual(active?.said, {
      medications: [
        {
          drug: 'Torsemide',
          ...{ dose: '40 mg', route: 'PO', frequency: 'daily', reason: 'oedema' },
          status: 'active',
          evidence: ['Torsemide 40 mg PO daily for oedema'],
        },
        { drug: 'Aspirin', ...none, status: 'active', evidence: ['Aspirin'] },
      ],
    });
    assert.deepEqual(neither?.said, {
      medications: [{ drug: 'codeine', ...none, status: 'neither', evidence: ['codeine (rash'] }],
    });
  });

  for (const line of ['Aspirin held until Monday', 'No aspirin', 'Aspirin 40 mg -> 80 mg']) {
    it(`do not take “${line}” for a list`, () => {
      const drug = line.includes('aspirin') ? 'aspirin' : 'Aspirin';
      const note = annotated('notes', `MEDICATIONS:\n${line}\n`, { T1: ['treatment', drug] });
      assert.deepEqual(rowsOf(note, 'medications'), []);
    });
  }
});

describe('rows of coreference', () => {
  const chained = (relations: readonly GoldRelation[]): CorpusRecord =>
    annotated(
      'MACCROBAT2020',
      'CT showed a mass in the liver. The lesion was removed.',
      {
        T1: ['Diagnostic_procedure', 'CT'],
        T2: ['Disease_disorder', 'mass'],
        T3: ['Biological_structure', 'liver'],
        T4: ['Coreference', 'lesion'],
      },
      relations,
    );

  it('ask which mentions are one thing, by the numbers that the product gives them', () => {
    const same: GoldRelation = { type: 'IDENTICAL', head: 'T4', tail: 'T2', between: 'mentions' };
    const [first] = rowsOf(chained([same]), 'coreference');
    assert.equal(
      first?.row.input,
      'Text: "[1 CT] showed a [2 mass] in the [3 liver]. The [4 lesion] was removed."',
    );
    assert.deepEqual(first.said, { chains: [[2, 4]] });
  });

  it('are not made of a report in which nothing is linked', () => {
    assert.deepEqual(rowsOf(chained([]), 'coreference'), []);
  });
});

describe('rows of answers', () => {
  it('hold the words that show them; what is not named is not stated', () => {
    const record = annotated(
      'MACCROBAT2020',
      'She was treated with digoxin. Haemoglobin was 12 g/dl.',
      {
        T1: ['Medication', 'digoxin'],
        T2: ['Diagnostic_procedure', 'Haemoglobin'],
        T3: ['Lab_value', '12 g/dl'],
      },
      [modifies('T3', 'T2')],
    );
    const said = rowsOf(record, 'answer').map((each) => each.said);
    assert.deepEqual(said, [
      {
        answer: '12 g/dl',
        sentence: 'The result of Haemoglobin was: 12 g/dl.',
        evidence: ['Haemoglobin was 12 g/dl'],
      },
      { answer: 'yes', sentence: 'digoxin was given.', evidence: ['treated with digoxin'] },
      { answer: 'not stated', sentence: '', evidence: [] },
    ]);
  });
});

describe('rows that write', () => {
  const dialogue = (written: string): CorpusRecord => ({
    kind: 'written',
    ...origin('MTS-Dialog'),
    request: 'allergies',
    given: 'Doctor: Hello.\nPatient: Hello.\nDoctor: Any allergies?\nPatient: Penicillin gives me hives.',
    written,
  });

  it('name the turns behind each line of a note', () => {
    const [row] = rowsOf(dialogue('Penicillin gives hives.'), 'dialogue');
    assert.deepEqual(row?.said, {
      lines: [{ section: 'Allergies', text: 'Penicillin gives hives.', turns: [4] }],
    });
  });

  it('are not made of a note that says what no turn says', () => {
    assert.deepEqual(rowsOf(dialogue('Penicillin gives hives. Aspirin causes asthma.'), 'dialogue'), []);
  });

  it('ask for each section of a visit’s note, and for the conclusion of an abstract', () => {
    const visit: CorpusRecord = {
      kind: 'written',
      ...origin('ACI-Bench'),
      request: 'whole note',
      given: '[doctor] hello\n[patient] my knee hurts',
      written: 'CHIEF COMPLAINT\n\nKnee pain.\n\nPLAN\n\nRest.\n\nPLAN\n\nIce.',
    };
    const abstract: CorpusRecord = {
      kind: 'written',
      ...origin('PubMedQA'),
      request: 'Does it help?',
      given: 'We gave it to ten people.',
      written: 'It helps.',
    };
    assert.deepEqual(
      [visit, abstract].flatMap((record) =>
        made(record)
          .rows.filter(({ task }) => task === 'generation')
          .map(({ id, output }) => [id.split('#')[1], output]),
      ),
      [
        ['generation', visit.written],
        ['section:chief complaint', 'Knee pain.'],
        ['conclusion', 'It helps.'],
      ],
    );
  });
});

describe('a row of what is written that was changed', () => {
  const record = annotated('MACCROBAT2020', 'She was treated with digoxin.', {
    T1: ['Medication', 'digoxin'],
  });
  const rows = made(record).rows;
  const change = (kind: string, from: string, to: string): boolean => {
    const row = rows.find(({ id }) => id.includes(`#${kind}`));
    assert.ok(row);
    assert.ok(row.output.includes(from), kind);
    return survives({ ...row, output: row.output.replace(from, to) });
  };

  for (const [what, kind, from, to] of [
    ['a drug that the passages do not name', 'medications', '"digoxin"', '"warfarin"'],
    ['a quote that stands nowhere', 'medications', '["treated with digoxin"]', '["digoxin was given"]'],
    ['a status that there is not', 'medications', '"active"', '"maybe"'],
    ['an answer that may not be given', 'answer:given', '"yes"', '"perhaps"'],
    ['evidence that stands nowhere', 'answer:given', '["treated with digoxin"]', '["she got it"]'],
  ] as const) {
    it(`does not survive: ${what}`, () => {
      assert.equal(change(kind, from, to), false);
    });
  }

  it('does not survive: a chain of a mention that is not there, a line without a turn', () => {
    const row = { ...rows[0]!, id: 'X/train/1#coreference:1', input: 'Text: "[1 a] [2 b]"' };
    assert.equal(survives({ ...row, output: '{"chains":[[1,2]]}' }), true);
    assert.equal(survives({ ...row, output: '{"chains":[[1,3]]}' }), false);
    const line = { ...rows[0]!, id: 'X/train/1#dialogue', input: '1. "A: x"' };
    const lines = (turns: string): string => `{"lines":[{"section":"Plan","text":"x","turns":${turns}}]}`;
    assert.equal(survives({ ...line, output: lines('[1]') }), true);
    assert.equal(survives({ ...line, output: lines('[]') }), false);
    assert.equal(survives({ ...line, output: lines('[2]') }), false);
  });
});
