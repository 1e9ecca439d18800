import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { pageOf } from '../../../client/src/written/page.js';
import { screeningCsv, screeningLines, type ScreenedNote } from '../../../client/src/written/screening.js';
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
      { kind: 'passages', passages: [source], ...counts },
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
        'b.note  The file cannot be read.\nc.note  passages: 1              ?\n\nSave as CSV\n',
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
});
