import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { conceptTable } from '../../../client/src/folder/concept-table.js';
import type { FolderNote } from '../../../client/src/folder/folder-notes.js';
import { folderStatistics } from '../../../client/src/folder/statistics.js';
import { statisticsPage } from '../../../client/src/folder/statistics-page.js';
import { showEverything } from '../../../client/src/panel/filter.js';
import { english } from '../translator.js';
import { entity, findingsOf, sampleFindings } from '../panel/findings.js';

const uri = (name: string): string => `file:///${name}`;
const notes: FolderNote[] = [
  { uri: uri('a.note'), name: 'a.note', findings: sampleFindings(), failed: 0 },
  {
    uri: uri('b, c.note'),
    name: 'b, c.note',
    failed: 0,
    findings: findingsOf({
      entities: [
        entity('1', 'FEVER', 'problem'),
        entity('2', '=HYPERLINK("x")', 'mine'),
        entity('3', '<b>"quoted"</b>', 'problem'),
      ],
    }),
  },
  { uri: uri('d.note'), name: 'd.note', problem: 'binary' },
];

describe('the statistics of a folder', () => {
  it('count mentions, concepts and notes over all of them', () => {
    const statistics = folderStatistics(notes, showEverything);
    assert.deepEqual(
      [statistics.notes.length, statistics.problems, statistics.entities, statistics.relations],
      [2, 1, 8, 2],
    );
    assert.equal(statistics.contradictions, 1);
    assert.deepEqual(
      statistics.types.map(({ type, mentions, concepts, notes: inNotes }) => [
        type,
        mentions,
        concepts,
        inNotes,
      ]),
      [
        ['problem', 5, 3, 2],
        ['treatment', 1, 1, 1],
        ['place', 1, 1, 1],
        ['mine', 1, 1, 1],
      ],
    );
    const [fever] = statistics.concepts;
    assert.deepEqual([fever?.label, fever?.mentions, fever?.notes], ['fever', 3, 2]);
  });

  it('count only what the filter shows', () => {
    const { entities, types } = folderStatistics(notes, { ...showEverything, hiddenTypes: ['problem'] });
    assert.equal(entities, 3);
    assert.ok(types.every(({ type }) => type !== 'problem'));
  });
});

describe('the table of concepts and notes', () => {
  const text = conceptTable(folderStatistics(notes, showEverything));
  const rows: string[][] = parse(text);

  it('has a column for each note, and how often each concept is in it', () => {
    assert.deepEqual(rows[0], ['type', 'concept', 'notes', 'mentions', 'a.note', 'b, c.note']);
    assert.deepEqual(rows[1], ['problem', 'fever', '2', '3', '2', '1']);
    for (const [, , , mentions, ...counts] of rows.slice(1)) {
      assert.equal(
        counts.reduce((sum, count) => sum + Number(count), 0),
        Number(mentions),
      );
    }
  });

  it('keeps quotes, and holds nothing that a spreadsheet would carry out', () => {
    const concepts = rows.slice(1).map(([, concept]) => concept);
    assert.ok(concepts.includes('<b>"quoted"</b>'));
    assert.ok(concepts.includes('\'=HYPERLINK("x")'));
    assert.ok(concepts.every((concept) => !/^[=+\-@]/.test(concept ?? '')));
  });
});

describe('the page of statistics', () => {
  const page = (): string => {
    const look = { nonce: 'N', language: 'en' };
    return statisticsPage('ward <1>', folderStatistics(notes, showEverything), 'Shown: x', look, english);
  };

  it('shows words as words, and runs no script', () => {
    assert.match(page(), /&lt;b&gt;&quot;quoted&quot;&lt;\/b&gt;/);
    assert.match(page(), /<h1>Statistics of ward &lt;1&gt;<\/h1>/);
    assert.doesNotMatch(page(), /<script|<b>|\sstyle="/);
    assert.match(page(), /content="default-src 'none'; style-src 'nonce-N';/);
  });

  it('draws bars as long as the counts, in the colours of the legend', () => {
    const widths = [...page().matchAll(/<rect class="c\d+" width="(\d+)"/g)].map(([, width]) =>
      Number(width),
    );
    assert.deepEqual(widths.slice(0, 4), [160, 32, 32, 32]);
    assert.match(page(), /\.c\d+ \{ fill: #123456; \}/);
    assert.match(page(), /\.c0 \{ fill: var\(--vscode-bionote-problemBorder\); \}/);
  });

  it('has every number in its tables', () => {
    assert.match(
      page(),
      /<th scope="row">problem<\/th><td><svg.*?<\/td><td class="n">5<\/td><td class="n">3<\/td>/,
    );
    assert.match(page(), /<p>Shown: x<\/p>/);
    assert.match(page(), /could not be analyzed<\/dt><dd>1</);
  });
});
