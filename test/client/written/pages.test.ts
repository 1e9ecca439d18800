import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { noteOf } from '../../../client/src/written/dialogue-note.js';
import { pageOf } from '../../../client/src/written/page.js';
import {
  answerLines,
  classLines,
  medicationLines,
  medicationsCsv,
  sortedRows,
  summaryLines,
} from '../../../client/src/written/pages-of-results.js';
import { headLines } from '../../../client/src/written/sentence-lines.js';
import type { MedicationRow, WrittenSentence } from '../../../server/src/shared/protocol.js';
import { english } from '../translator.js';

const range = (line: number) => ({ start: { line, character: 2 }, end: { line, character: 9 } });
const supported: WrittenSentence = {
  text: 'He smokes.',
  support: 'supported',
  probability: 0.93,
  sources: [{ range: range(4), text: 'He smokes a pack a day.' }],
};
const made: WrittenSentence = { text: 'He takes heroin.', support: 'without-evidence', sources: [] };

describe('a page', () => {
  it('has its links where their words stand, and text of a note on one line', () => {
    const { text, links } = pageOf([['a\nb ', { text: 'go', action: { do: 'again' } }], []]);
    assert.equal(text, 'a b go\n\n');
    assert.deepEqual(links, [{ line: 0, start: 4, end: 6, action: { do: 'again' } }]);
  });

  it('says when the note has changed', () => {
    const said = (isOld: boolean): string => pageOf(headLines('Why?', 'a.note', isOld, english)).text;
    assert.equal(said(false), 'Why?\na.note\nAsk again\n\n');
    assert.match(said(true), /The note has changed since\. Ask again/);
  });
});

describe('an answer on its page', () => {
  it('has its support and its passages', () => {
    const result = {
      kind: 'answer',
      answer: 'yes',
      stated: true,
      sentence: supported,
      probabilities: { yes: 0.8 },
      read: 12,
      of: 310,
    } as const;
    const { text, links } = pageOf(answerLines(result, english));
    assert.equal(
      text,
      'yes 80 %\n\nHe smokes.\n  ✓ supported 93 %\n    line 5: He smokes a pack a day.\n\n12 of 310 passages read\n',
    );
    assert.deepEqual(
      links.map(({ action }) => action),
      [{ do: 'go', place: supported.sources[0] }],
    );
  });

  it('never looks supported without evidence', () => {
    const result = { kind: 'answer', answer: 'yes', stated: true, sentence: made, read: 1, of: 1 } as const;
    assert.match(
      pageOf(answerLines(result, english)).text,
      /He takes heroin\.\n {2}\? no evidence in the note\n$/,
    );
  });

  it('says that nothing is stated, that nothing was written, or that nothing came', () => {
    const counts = { read: 1, of: 1 };
    const text = (result: Parameters<typeof answerLines>[0]): string =>
      pageOf(answerLines(result, english)).text;
    assert.equal(
      text({ kind: 'answer', answer: 'not stated', stated: false, ...counts }),
      'The note does not say.\n',
    );
    assert.match(
      text({
        kind: 'passages',
        passages: supported.sources.map((each) => ({ ...each, nearness: 0.5 })),
        ...counts,
      }),
      /writes no answer.*\n {4}line 5/,
    );
    assert.match(text({ kind: 'none', failure: 'cut', ...counts }), /no usable answer/);
  });
});

describe('the table of medications', () => {
  const row = (drug: string, line: number, more: Partial<MedicationRow> = {}): MedicationRow => ({
    drug,
    dose: '',
    route: '',
    frequency: '',
    reason: '',
    status: 'active',
    range: range(line),
    sources: supported.sources,
    ...more,
  });
  const medications = [
    row('metformin', 1),
    row('Aspirin', 2, { dose: '81 mg', support: 'supported' }),
    row('aspirin', 9, { status: 'discontinued' }),
  ];
  const result = { medications, conflicts: [[1, 2]] as const, notInNote: 1, failed: 0, read: 3, of: 3 };

  it('is aligned, linked and sortable', () => {
    const { text, links } = pageOf(medicationLines(result, { column: 0, descending: false }, english));
    const lines = text.split('\n');
    assert.match(lines[0] ?? '', /^Line ↑ {2}Drug {7}Dose {3}Route/);
    assert.match(lines[2] ?? '', /^3 {7}Aspirin {4}81 mg .*active .*✓ supported/);
    assert.match(
      text,
      /± Aspirin is active and discontinued: lines 3 and 10\n1 not named in the note, so left out\.\nSave as CSV\n$/,
    );
    assert.deepEqual(links.filter(({ action }) => action.do === 'sort').length, 8);
    assert.deepEqual(links.filter(({ line, action }) => line === 2 && action.do === 'go').length, 2);
    const names = (column: number, descending: boolean): string[] =>
      sortedRows(medications, { column, descending }, english).map(
        ({ drug, range: at }) => `${drug} ${at.start.line}`,
      );
    assert.deepEqual(names(1, false), ['Aspirin 2', 'aspirin 9', 'metformin 1']);
    assert.deepEqual(names(0, true), ['aspirin 9', 'Aspirin 2', 'metformin 1']);
  });

  it('is saved as CSV', () => {
    const rows = parse(medicationsCsv(result, english));
    assert.deepEqual(rows[2], [
      '3',
      'Aspirin',
      '81 mg',
      '',
      '',
      '',
      'active',
      '✓ supported',
      'He smokes a pack a day.',
    ]);
  });

  it('says that there are none', () => {
    const none = { ...result, medications: [], conflicts: [], notInNote: 0 };
    assert.equal(
      pageOf(medicationLines(none, { column: 0, descending: false }, english)).text,
      'No medication was found.\n\n',
    );
  });
});

describe('other pages', () => {
  it('show a summary group by group', () => {
    const result = {
      groups: [{ title: 'History', sentences: [supported, made] }],
      failed: 1,
      read: 2,
      of: 9,
    };
    const { text } = pageOf(summaryLines(result, english));
    assert.match(text, /^HISTORY\nHe smokes\.\n.*\n.*\nHe takes heroin\.\n {2}\? no evidence/);
    assert.match(text, /without a usable answer: 1\.\n2 of 9 passages read\n$/);
  });

  it('show labels, those that apply first', () => {
    const labels = [
      { label: 'a', applies: false, probability: 0.1 },
      { label: 'b', applies: true, probability: 0.9 },
      { label: 'c' },
    ];
    assert.equal(
      pageOf(classLines({ labels, failed: 1, read: 1, of: 1 }, english))
        .text.split('\n')
        .slice(0, 3)
        .join('|'),
      '✓ b  90 %|– a  10 %|? c',
    );
  });

  it('make a note of a dialogue, in which what no turn supports is marked', () => {
    const { text, sources } = noteOf(
      { sections: [{ title: 'Plan', lines: [supported, made] }], speakers: true, failed: 0, read: 1, of: 1 },
      english,
    );
    assert.equal(text, 'PLAN:\nHe smokes.\nHe takes heroin. [? no evidence in the note]\n');
    assert.equal(sources.get('He smokes.'), supported);
    assert.equal(sources.get('He takes heroin. [? no evidence in the note]'), made);
  });
});
