import assert from 'node:assert/strict';
import { findSections } from '../../server/src/note/sections.js';
import { textOf } from '../../server/src/note/span.js';

const cases: Record<string, { text: string; titles: (string | undefined)[] }> = {
  'capitals with a colon': {
    text: 'HISTORY OF PRESENT ILLNESS:\nPain.',
    titles: ['HISTORY OF PRESENT ILLNESS'],
  },
  'a well-known title in other case': {
    text: 'Assessment and Plan:\nRest.',
    titles: ['Assessment and Plan'],
  },
  'a title with its text on one line': {
    text: 'Allergies: penicillin\nFamily history: none',
    titles: ['Allergies', 'Family history'],
  },
  'a title without a colon': { text: 'Hospital Course\nHe improved.', titles: ['Hospital Course'] },
  Markdown: { text: '# Note\ntext\n## Plan ##\nrest', titles: ['Note', 'Plan'] },
  emphasis: { text: '**Assessment:** pain', titles: ['Assessment'] },
  'an unknown heading in capitals': { text: 'WOUND CARE\nDaily.', titles: ['WOUND CARE'] },
  'text before the first heading': { text: 'Name: X\n\nPLAN:\nRest.', titles: [undefined, 'PLAN'] },
  'blank before the first heading': { text: '\n\n  PLAN:\nRest.', titles: ['PLAN'] },
  'measurements in capitals are no headings': {
    text: 'BP: 120/80\nPULSE: 80\nECG\nT: 37',
    titles: [undefined],
  },
  'a sentence in capitals is no heading': { text: 'PATIENT IS WELL. GO HOME.', titles: [undefined] },
  'a hashtag is no heading': { text: '#7 bed', titles: [undefined] },
  CRLF: { text: 'PLAN:\r\nRest.\r\nLABS:\r\nNone.', titles: ['PLAN', 'LABS'] },
  'no text': { text: '', titles: [] },
};

describe('sections', () => {
  for (const [name, { text, titles }] of Object.entries(cases)) {
    it(name, () => {
      assert.deepEqual(
        findSections(text).map(({ title }) => title),
        titles,
      );
    });
  }

  it('spans run from heading to heading, and a heading covers its own characters', () => {
    const text = 'a\n  **Plan:** rest\nLABS:\nnone\n';
    const sections = findSections(text);
    assert.deepEqual(
      sections.map(({ span }) => textOf(text, span)),
      ['a\n  ', '**Plan:** rest\n', 'LABS:\nnone\n'],
    );
    assert.deepEqual(
      sections.map(({ heading }) => heading && textOf(text, heading)),
      [undefined, '**Plan:**', 'LABS:'],
    );
  });
});
