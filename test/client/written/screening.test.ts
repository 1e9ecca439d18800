import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { pageOf } from '../../../client/src/written/page.js';
import { lineStarts, screeningJsonLines } from '../../../client/src/written/screening-json.js';
import { screeningCsv, screeningLines, type ScreenedNote } from '../../../client/src/written/screening.js';
import { schemaCheck } from '../../formats/schemas.js';
import { english } from '../translator.js';

const questions = [{ text: 'Does the patient smoke?' }, { text: 'Why?' }];
const source = {
  range: { start: { line: 4, character: 0 }, end: { line: 4, character: 9 } },
  text: 'He smokes\na pack.',
};
const sentence = { text: 'He smokes.', support: 'supported', sources: [source] } as const;
const counts = { read: 1, of: 1 };
const notes: ScreenedNote[] = [
  {
    uri: 'file:///a.note',
    name: 'a.note',
    starts: lineStarts('A\nB\r\nC\rD\nHe smokes\na pack.'),
    answers: [
      { kind: 'answer', answer: '=yes', stated: true, sentence, ...counts },
      { kind: 'answer', answer: 'not stated', stated: false, ...counts },
    ],
  },
  { uri: 'file:///b.note', name: 'b.note', answers: [], problem: 'The file cannot be read.' },
  {
    uri: 'file:///c.note',
    name: 'c.note',
    answers: [
      { kind: 'passages', passages: [{ ...source, nearness: 0.5 }], ...counts },
      { kind: 'none', failure: 'empty', ...counts },
    ],
  },
];

describe('the answers of a folder', () => {
  it('are a table whose answers lead to their passages, each in its note', () => {
    const { text, links } = pageOf(screeningLines(questions, notes, english));
    assert.equal(
      text.replace(/ +$/gm, ''),
      'Note    Does the patient smoke?  Why?\na.note  ✓ =yes                   –\n' +
        'b.note  The file cannot be read.\nc.note  passages: 1              ?\n\nSave as CSV or JSON Lines\n',
    );
    const places = links.map(({ action }) =>
      action.do === 'go' ? [action.place.uri, action.place.text] : action.do,
    );
    assert.deepEqual(places, [
      ['file:///a.note', ''],
      ['file:///a.note', source.text],
      ['file:///b.note', ''],
      ['file:///c.note', ''],
      ['file:///c.note', source.text],
      'export',
    ]);
  });

  it('are CSV with support and passages, which no spreadsheet carries out', () => {
    const [head, first, second] = parse(screeningCsv(questions, notes, english), {
      relax_column_count: true,
    });
    assert.deepEqual(head?.slice(0, 4), [
      'Note',
      'Does the patient smoke?',
      'Does the patient smoke? (Support)',
      'Does the patient smoke? (Evidence)',
    ]);
    assert.deepEqual(first?.slice(2), [
      '✓ supported',
      '5: He smokes a pack.',
      'The note does not say.',
      '',
      '',
    ]);
    assert.ok(!first[1]?.startsWith('='));
    assert.deepEqual(second, ['b.note', 'The file cannot be read.']);
  });

  it('are JSON lines of the published form, one for each note and question', async () => {
    const text = screeningJsonLines(
      [{ text: 'Does the patient smoke?', choices: ['yes', 'no'] }, { text: 'Why?' }],
      notes,
    );
    assert.ok(text.endsWith('\n'));
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const check = await schemaCheck('bionote-answer');
    for (const line of lines) assert.equal(check(line), '', JSON.stringify(line));
    assert.deepEqual(
      lines.map(({ source: note, question, kind, answer, failure }) => [
        note,
        question,
        kind,
        answer ?? failure,
      ]),
      [
        ['a.note', 'Does the patient smoke?', 'answer', '=yes'],
        ['a.note', 'Why?', 'answer', 'not stated'],
        ['b.note', 'Does the patient smoke?', 'none', 'The file cannot be read.'],
        ['b.note', 'Why?', 'none', 'The file cannot be read.'],
        ['c.note', 'Does the patient smoke?', 'passages', undefined],
        ['c.note', 'Why?', 'none', 'empty'],
      ],
    );
    assert.deepEqual(lines[0]?.['sentence'], {
      ...sentence,
      sources: [{ start: 9, end: 18, text: source.text }],
    });
    assert.deepEqual(lines[0]['choices'], ['yes', 'no']);
  });
});
