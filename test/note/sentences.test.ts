import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseNote } from '../../server/src/note/parse.js';
import { longestSentence } from '../../server/src/note/sentences.js';

function sentences(text: string): string[] {
  return parseNote('note:', 1, text).sentences.map((sentence) => sentence.text);
}

const cases: Record<string, { text: string; expected: string[] }> = {
  'plain prose': {
    text: 'He fell. She called! Why? Unknown.',
    expected: ['He fell.', 'She called!', 'Why?', 'Unknown.'],
  },
  'titles and names': {
    text: 'Seen by Dr. Smith and Mr. J. Jones. Well.',
    expected: ['Seen by Dr. Smith and Mr. J. Jones.', 'Well.'],
  },
  'dosing abbreviations inside a sentence': {
    text: 'Aspirin 81 mg. p.o. q.d. and metoprolol 25 mg b.i.d. were given. He improved.',
    expected: ['Aspirin 81 mg. p.o. q.d. and metoprolol 25 mg b.i.d. were given.', 'He improved.'],
  },
  'a dosing abbreviation at the end of a sentence': {
    text: 'He takes aspirin q.d. He feels well.',
    expected: ['He takes aspirin q.d.', 'He feels well.'],
  },
  'pt. in front of a verb': { text: 'The pt. denies pain. OK.', expected: ['The pt. denies pain.', 'OK.'] },
  'e.g., vs. and Fig.': {
    text: 'A mass (e.g. a cyst) vs. an abscess, see Fig. 2A. Biopsy followed.',
    expected: ['A mass (e.g. a cyst) vs. an abscess, see Fig. 2A.', 'Biopsy followed.'],
  },
  'No. before a figure, and as an answer': {
    text: 'Bed No. 7 was free. Smoker? No. Drinks wine.',
    expected: ['Bed No. 7 was free.', 'Smoker?', 'No.', 'Drinks wine.'],
  },
  decimals: { text: 'A 2.5 cm mass. Ca 9.1.', expected: ['A 2.5 cm mass.', 'Ca 9.1.'] },
  'a stop inside brackets, and a unit behind a hyphen': {
    text: 'Given S-1 (Shandong Co., China.) plus a 2.2-Fr. catheter. Well.',
    expected: ['Given S-1 (Shandong Co., China.) plus a 2.2-Fr. catheter.', 'Well.'],
  },
  'valve disease and sclerosis are no titles': {
    text: 'Echo showed severe MR. Valves were thick. Known MS. Gait normal.',
    expected: ['Echo showed severe MR.', 'Valves were thick.', 'Known MS.', 'Gait normal.'],
  },
  'species names': {
    text: 'S. aureus and E. coli grew. Treated.',
    expected: ['S. aureus and E. coli grew.', 'Treated.'],
  },
  'a letter that ends a sentence': {
    text: 'Known hepatitis C. The liver was hard.',
    expected: ['Known hepatitis C.', 'The liver was hard.'],
  },
  'a missing space': {
    text: 'Exam was normal.The skin was dry.',
    expected: ['Exam was normal.', 'The skin was dry.'],
  },
  'an address': { text: 'See www.example.Org or a.B.', expected: ['See www.example.Org or a.B.'] },
  'a question mark for doubt': {
    text: 'CXR: ? pneumonia in the left base.',
    expected: ['CXR: ? pneumonia in the left base.'],
  },
  'closing brackets and quotes': {
    text: 'He said "it hurts." (It did.) Then he left.',
    expected: ['He said "it hurts."', '(It did.)', 'Then he left.'],
  },
  'a hard-wrapped sentence': {
    text: 'The patient is a man who\ndenies chest\npain. He left.',
    expected: ['The patient is a man who\ndenies chest\npain.', 'He left.'],
  },
  'a wrap before a capital, by the length of the line': {
    text: 'The patient was transferred to the coronary care unit of the\nMassachusetts hospital for catheterization.',
    expected: [
      'The patient was transferred to the coronary care unit of the\nMassachusetts hospital for catheterization.',
    ],
  },
  'a wrap after an abbreviation': {
    text: 'The patient was seen again by Dr.\nJones today.',
    expected: ['The patient was seen again by Dr.\nJones today.'],
  },
  'a wrap before a number with a stop': {
    text: 'On arrival in the emergency department the heart rate was up to\n90. The lungs were clear, pO2 76 mmol/L.\n2. He left.',
    expected: [
      'On arrival in the emergency department the heart rate was up to\n90.',
      'The lungs were clear, pO2 76 mmol/L.',
      'He left.',
    ],
  },
  'short lines without stops stay apart': {
    text: 'Alert and oriented\nNo distress',
    expected: ['Alert and oriented', 'No distress'],
  },
  'list items': {
    text: '1. Aspirin 81 mg\n2. Metformin 500 mg b.i.d.\n- rest\n* fluids, oral\n  and intravenous',
    expected: ['Aspirin 81 mg', 'Metformin 500 mg b.i.d.', 'rest', 'fluids, oral\n  and intravenous'],
  },
  'labelled values': {
    text: 'BP: 120/80\nHR: 80\nlungs clear',
    expected: ['BP: 120/80', 'HR: 80', 'lungs clear'],
  },
  'CRLF and mixed line ends': {
    text: 'He has a\r\ncough.\r\n\r\nNo fever.\rNo rash.\n',
    expected: ['He has a\r\ncough.', 'No fever.', 'No rash.'],
  },
  'a blank line ends a sentence': { text: 'He has a\n\ncough', expected: ['He has a', 'cough'] },
  'full-width stops': { text: '発熱なし。咳あり。', expected: ['発熱なし。', '咳あり。'] },
  'nothing to read': { text: ' \n...\n---\n\t', expected: [] },
  empty: { text: '', expected: [] },
  'right-to-left text, emoji, combining marks': {
    text: 'المريض بخير. Pain 😀 today. Cafe\u0301 au lait spots.',
    expected: ['المريض بخير.', 'Pain 😀 today.', 'Cafe\u0301 au lait spots.'],
  },
};

describe('sentences', () => {
  for (const [name, { text, expected }] of Object.entries(cases)) {
    it(name, () => {
      assert.deepEqual(sentences(text), expected);
    });
  }

  it('leaves headings out and knows its section', () => {
    const note = parseNote('note:', 1, 'Intro.\nPLAN:\nRest. Fluids.\n\nAllergies: penicillin');
    assert.deepEqual(
      note.sentences.map(({ text, section }) => [text, note.sections[section]?.title]),
      [
        ['Intro.', undefined],
        ['Rest.', 'PLAN'],
        ['Fluids.', 'PLAN'],
        ['penicillin', 'Allergies'],
      ],
    );
  });

  it('cuts a line of a megabyte at spaces', () => {
    const text = 'word '.repeat(200_000);
    const found = sentences(text);
    assert.ok(
      found.every((sentence) => sentence.length <= longestSentence && /^word( word)*$/.test(sentence)),
    );
    assert.equal(found.join(' '), text.trim());
  });

  it('never cuts a surrogate pair or a mark from its letter', () => {
    const emoji = 'a' + '😀'.repeat(3000);
    assert.ok(sentences(emoji).every((sentence) => !/\p{Cs}/u.test(sentence)));
    assert.equal(sentences(emoji).join('').length <= emoji.length, true);
    const marked = 'e\u0301'.repeat(3000);
    assert.ok(sentences(marked).every((sentence) => !sentence.startsWith('\u0301')));
  });

  it('divides 5 MB, and a megabyte of nothing but stops', function () {
    this.timeout(60_000);
    for (const unit of [
      'The pt. has pain. ',
      '. ',
      '.',
      '\n',
      'a.b)',
      '- A: b.\n',
      `${'a'.repeat(59)},\n`,
      '( ',
      '?',
    ]) {
      const text = unit.repeat(Math.ceil((unit.length > 2 ? 5_000_000 : 1_000_000) / unit.length));
      const { sentences: found } = parseNote('note:', 1, text);
      assert.ok(found.every(({ text: sentence }) => sentence.length <= longestSentence));
    }
  });

  it('holds its promises on any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\r\n',
        '\n',
        '. ',
        'PLAN:\n',
        '1. ',
        'Dr. ',
        '\ud800',
        '\udc00',
        '\u0301',
        ' \u00a0',
        '# A\n',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const note = parseNote('note:', 1, text);
        let end = 0;
        for (const { span, text: sentence, section } of note.sentences) {
          assert.ok(span.start >= end && span.end > span.start);
          assert.equal(sentence, text.slice(span.start, span.end));
          assert.equal(sentence, sentence.trim());
          const within = note.sections[section];
          assert.ok(within !== undefined && within.span.start <= span.start && span.end <= within.span.end);
          assert.ok(within.heading === undefined || within.heading.end <= span.start);
          end = span.end;
        }
        let next = note.sections[0]?.span.start;
        for (const { span } of note.sections) {
          assert.equal(span.start, next);
          next = span.end;
        }
        if (next !== undefined) assert.equal(next, text.length);
      }),
    );
  });
});
